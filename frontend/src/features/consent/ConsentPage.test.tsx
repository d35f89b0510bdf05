import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { expectAccessible, renderPage } from "@/testing/render";
import { AUDIO_CHECK, CONSENT } from "@/testing/stages";
import { ConsentPage } from "./ConsentPage";

const open = () => renderPage(<ConsentPage stage={CONSENT} />, AUDIO_CHECK);

describe("ConsentPage", () => {
  it("shows the study, the pay and the text", async () => {
    const { container } = open();
    expect(screen.getByRole("heading", { level: 1, name: "Welcome" })).toBeVisible();
    expect(screen.getByRole("row", { name: /Conversation.*\$2\.50/ })).toBeVisible();
    expect(screen.getByText("You may stop at any time.")).toBeVisible();
    expect(screen.getByText("Practice study")).toBeVisible();
    expect(screen.getByText("Write to the researcher.")).toBeVisible();
    await expectAccessible(container);
  });

  it("sends nothing before the statement is agreed to", async () => {
    const user = userEvent.setup();
    const { api, container } = open();
    await user.click(screen.getByRole("button", { name: "Agree and continue" }));
    expect(api.answerConsent).not.toHaveBeenCalled();
    expect(screen.getByRole("alert")).toHaveTextContent("Tick the box");
    await expectAccessible(container);
    await user.click(screen.getByRole("checkbox"));
    await user.click(screen.getByRole("button", { name: "Agree and continue" }));
    expect(api.answerConsent).toHaveBeenCalledWith({ hash: "abc", agreed: true });
  });

  it("declines only after a question", async () => {
    const user = userEvent.setup();
    const { api } = open();
    await user.click(screen.getByRole("button", { name: "I do not want to take part" }));
    await user.click(screen.getByRole("button", { name: "Go back" }));
    expect(api.answerConsent).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "I do not want to take part" }));
    await user.click(screen.getByRole("button", { name: "Leave the study" }));
    expect(api.answerConsent).toHaveBeenCalledWith({ hash: "abc", agreed: false });
  });
});

import type { Instrument, RatingDraft } from "@/api/schema";

/** Answers on this page; a scale without an answer is absent. */
export type Answers = { ratings: Readonly<Record<string, number>>; feedback: string };

export type Missing = { fieldId: string; message: string };

export const FEEDBACK_FIELD = "feedback";
export const scaleFieldId = (scaleId: string) => `scale-${scaleId}`;

/** Characters that count, as the server counts them: what shows nothing is one space between words. */
export function feedbackLength(feedback: string): number {
  return Array.from(feedback.replaceAll(/[\p{Z}\p{C}\u115F\u1160\u2800\u3164]+/gu, " ").trim()).length;
}

/** What is still missing, in the order of the page. */
export function missingAnswers(answers: Answers, instrument: Instrument): Missing[] {
  const scales = instrument.scales
    .filter((scale) => answers.ratings[scale.id] === undefined)
    .map((scale) => ({ fieldId: scaleFieldId(scale.id), message: `Rate “${scale.name}”.` }));
  const length = feedbackLength(answers.feedback);
  const least = instrument.feedback_min_chars;
  if (length >= Math.max(least, 1)) return scales;
  const message =
    length === 0
      ? `Write your feedback: at least ${least} characters.`
      : `Write a little more feedback: ${least - length} more characters.`;
  return [...scales, { fieldId: FEEDBACK_FIELD, message }];
}

/** The answers with one more rating. */
export function rated(answers: Answers, scaleId: string, value: number): Answers {
  return { ...answers, ratings: { ...answers.ratings, [scaleId]: value } };
}

/** How many of the scales are answered. */
export function answeredCount(answers: Answers, instrument: Instrument): number {
  return instrument.scales.filter((scale) => answers.ratings[scale.id] !== undefined).length;
}

/** The same answers, in the server's form. */
export function toDraft(answers: Answers): RatingDraft {
  return { ratings: { ...answers.ratings }, feedback: answers.feedback };
}

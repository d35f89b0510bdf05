import type { StageOf } from "@/api/participant";
import type { Card, Scale } from "@/api/schema";

const BASE = { study_title: "Talking with a voice assistant", rehearsal: true, help_text: "Write to the researcher." };

export const CARD: Card = {
  category: "tool_calling",
  title: "Post about the food festival",
  goal: "Share your day.",
  situation: "You have just been there.",
  identity: { "User name": "alex" },
  key_details: { Festival: "FoodFest" },
  tasks: ["Post about the day", "Like other posts"],
  goals: [],
  note: "Some users exist already.",
};

export const CONSENT: StageOf<"consent"> = {
  ...BASE,
  stage: "consent",
  how_it_works: ["You check your sound.", "You talk.", "You rate."],
  consent: {
    version: "1",
    hash: "abc",
    title: "Consent",
    sections: [{ heading: "Your rights", paragraphs: ["You may stop at any time."] }],
    statement: "I have read this and I agree.",
  },
  pay: [
    { label: "Taking part", amount_minor: 25, currency: "USD", note: null },
    { label: "Conversation", amount_minor: 250, currency: "USD", note: "for ten minutes" },
  ],
  minutes_min: 3,
  minutes_max: 13,
};

export const AUDIO_CHECK: StageOf<"audio_check"> = {
  ...BASE,
  stage: "audio_check",
  words: ["garden", "window", "orange"],
  clip_urls: ["/a.mp3", "/b.mp3", "/c.mp3"],
};

export const ASSIGNMENT: StageOf<"assignment"> = {
  ...BASE,
  stage: "assignment",
  card: CARD,
  limit_s: 600,
  quick_start: ["Wait for the greeting.", "Speak naturally."],
};

export const CONVERSATION: StageOf<"conversation"> = {
  ...BASE,
  stage: "conversation",
  card: CARD,
  limit_s: 600,
  phase: "live",
  ready_at: "2026-01-05T09:00:00Z",
  talked_s: 12,
  room: { url: "ws://media", token: "token" },
  verified: true,
  actions: { post_tweet: "Post a tweet" },
};

const levels = [1, 2, 3, 4, 5, 6].map((value) => ({ value, name: `Level ${value}`, description: `It was a ${value}.` }));
const scale = (id: string, name: string): Scale => ({ id, name, question: `What about ${id}?`, levels });

export const RATING: StageOf<"rating"> = {
  ...BASE,
  stage: "rating",
  scenario_title: CARD.title,
  notice: null,
  instrument: {
    hash: "def",
    guidance_title: "Use the whole scale",
    guidance: ["1 and 2: problems.", "5 and 6: excellent."],
    scales: [scale("overall", "Overall"), scale("naturalness", "Naturalness")],
    feedback_prompt: "Why?",
    feedback_example: "For example: it was clear.",
    feedback_min_chars: 20,
    audio_feedback_questions: ["What stood out?"],
    audio_feedback_max_s: 180,
  },
  draft: { ratings: {}, feedback: "" },
  audio_feedback_saved: false,
};

export const COMPLETE: StageOf<"complete"> = {
  ...BASE,
  stage: "complete",
  code: "C0DE",
  redirect_url: "https://recruiter.example/return?cc=C0DE",
  pay: CONSENT.pay,
};

export const CLOSED: StageOf<"closed"> = {
  ...BASE,
  stage: "closed",
  reason: "our_fault",
  title: "Sorry, this was our fault",
  message: "The assistant could not be reached.",
  code: "FAULT",
  redirect_url: "https://recruiter.example/return?cc=FAULT",
  paid: true,
};

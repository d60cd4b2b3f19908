/** OpenAI wants a name for the form of an answer, and shows it to the model. */
export const outputName = "answer";

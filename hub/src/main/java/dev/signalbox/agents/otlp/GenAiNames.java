package dev.signalbox.agents.otlp;

/** Attributes of OpenTelemetry's conventions for generative AI that several dialects read. */
final class GenAiNames {
  static final String CONVERSATION = "gen_ai.conversation.id";
  static final String OPERATION = "gen_ai.operation.name";

  private GenAiNames() {}
}

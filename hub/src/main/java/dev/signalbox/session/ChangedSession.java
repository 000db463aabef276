package dev.signalbox.session;

/**
 * A session that changed, for those who follow changes.
 *
 * @param lastSequence the newest event that the summary contains
 * @param json the summary as it is stored and sent
 */
public record ChangedSession(String id, long lastSequence, String json) {}

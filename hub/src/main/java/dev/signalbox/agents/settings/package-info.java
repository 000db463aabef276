/**
 * Changes the settings of other programs, carefully: nothing but what is meant changes, every
 * change can be shown before it is made, and made at once or not at all. Knows files and JSON, no
 * agent.
 *
 * <p>Start with {@link dev.signalbox.agents.settings.Plan}; {@link
 * dev.signalbox.agents.settings.JsonText} edits a document in place.
 */
@NullMarked
package dev.signalbox.agents.settings;

import org.jspecify.annotations.NullMarked;

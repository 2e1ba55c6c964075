package dev.agentguard.rules.tamper;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that an action may change.
 *
 * @param name its name as the action gives it; may have wildcards
 * @param from the directory that a relative name counts from, or null if that is not known
 * @param below whether what lies below goes with it
 */
record Touched(String name, @Nullable Path from, boolean below) {}

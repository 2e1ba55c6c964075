package dev.agentguard.scope.backup;

import dev.agentguard.scope.Recoverability.Verdict;

/**
 * Whether a backup counts now.
 *
 * @param verdict whether it would survive, apart from what the action does
 * @param words why, for people
 */
record Standing(Verdict verdict, String words) {}

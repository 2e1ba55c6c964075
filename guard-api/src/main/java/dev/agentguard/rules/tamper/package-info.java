/**
 * Keeps the agent away from what Guard goes by: rule files, {@code guard.yaml}, packs, the store of approvals and the
 * record, the jar and its command line.
 */
@NullMarked
package dev.agentguard.rules.tamper;

import org.jspecify.annotations.NullMarked;

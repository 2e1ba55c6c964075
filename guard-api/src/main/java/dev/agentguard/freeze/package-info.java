/** The kill switch: what humans froze, until when, and who may thaw it. Knows approvers, and nothing of decisions. */
@NullMarked
package dev.agentguard.freeze;

import org.jspecify.annotations.NullMarked;

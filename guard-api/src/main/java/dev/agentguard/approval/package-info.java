/**
 * Asking a human, out of band. An {@link dev.agentguard.approval.ApprovalRequest} is bound to the digest of one exact
 * action, its resolved targets and the policy version; a human answers it by typing the name of what is at stake; the
 * answer is used once, atomically across threads and processes, and everything is checked again when it is used.
 * Silence, errors and restarts mean no.
 *
 * <p>The store is a directory of small JSON files that is readable by its owner only. It keeps an agent that uses
 * ordinary tools from approving itself by accident or by replaying, swapping or editing what was approved. By itself it is
 * no boundary against a program that runs as the same user and writes the store's files on purpose: for that,
 * {@link dev.agentguard.approval.Approvers approvers} are named, whose keys sign their answers.
 */
@NullMarked
package dev.agentguard.approval;

import org.jspecify.annotations.NullMarked;

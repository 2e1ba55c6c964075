/**
 * The record: what was about to happen, what was found out about it, what was decided and how it ended, as JSON lines
 * that are chained by hashes. {@link dev.agentguard.audit.AuditLog} writes it, on disk before an irreversible action
 * proceeds; {@link dev.agentguard.audit.AuditVerifier} reads it.
 *
 * <p>The chain shows any change to a line, its order or its presence in the middle of a file. It does not show that
 * somebody with write access removed whole lines from the end of the newest file, or rewrote everything: who needs that
 * keeps {@link dev.agentguard.audit.AuditReport.FileReport#head()} somewhere else.
 *
 * <p>Secrets do not belong here: headers, query parameters and bodies are recorded by name, size and digest, other
 * text is shortened and masked where it looks like a credential or has the fingerprint of one.
 */
@NullMarked
package dev.agentguard.audit;

import org.jspecify.annotations.NullMarked;

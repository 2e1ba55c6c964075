package dev.agentguard.config;

import dev.agentguard.approval.Approvers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How humans are asked: {@code approval:} of a configuration.
 *
 * @param expiry how long a request can be answered and used
 * @param patience how long a held call waits for the answer where its host may block; zero if it is answered at once
 * @param approvers who may approve; where nobody is named whoever can write the store may
 * @param webhook where requests are posted, or null
 */
public record ApprovalTerms(
        Duration expiry,
        Duration patience,
        Approvers approvers,
        @Nullable Webhook webhook) {

    static final Duration EXPIRY = Duration.ofMinutes(15);
    static final ApprovalTerms DEFAULT = new ApprovalTerms(EXPIRY, Duration.ZERO, Approvers.NONE, null);
}

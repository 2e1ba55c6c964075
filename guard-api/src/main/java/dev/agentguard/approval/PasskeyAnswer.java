package dev.agentguard.approval;

import java.time.Instant;

/**
 * A yes that an approver gave with a passkey.
 *
 * @param approver the approver
 * @param at when the challenge was made, as it went into it
 * @param assertion what the browser returned for the challenge
 */
public record PasskeyAnswer(Approver approver, Instant at, PasskeyAssertion assertion) {}

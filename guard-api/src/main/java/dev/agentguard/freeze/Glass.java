package dev.agentguard.freeze;

import java.time.Instant;

/**
 * That an approver broke the glass for a session: for a while nobody is asked about what the approver could have approved.
 * A refusal stays one.
 *
 * @param id the id of the entry
 * @param session the session
 * @param by the approver
 * @param reason why
 * @param at when
 * @param until when it ends
 */
public record Glass(String id, String session, String by, String reason, Instant at, Instant until) {

    /**
     * Returns it in words.
     *
     * @return who broke it for whom, until when and why
     */
    public String text() {
        return "`" + by + "` broke the glass for session `" + session + "` at " + at + ", until " + until + ": "
                + reason;
    }
}

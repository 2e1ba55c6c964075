package dev.agentguard;

import dev.agentguard.decision.Origin;

/**
 * Who is acting.
 *
 * @param session the session: the agent and its explicit memory id, else one invocation
 * @param origin where the action comes from
 */
public record CallContext(String session, Origin origin) {

    /** The session of what is sent outside of any tool call, and of what several sessions may have sent. */
    public static final String APPLICATION = "application";
}

package dev.agentguard.effect.http;

import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import dev.agentguard.effect.Reach;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is sent to one host, and what it is read with.
 *
 * @param call the request
 * @param plain the request as a whole
 * @param host host and, if given, port, in lower case; empty if it cannot be read
 * @param knowledge says what operations do
 * @param limits how much is looked at
 * @param budget how many operations are still read
 * @param inner reads a request that stands inside of this one
 */
record Sent(
        HttpCall call,
        PlainRequest plain,
        String host,
        Knowledge knowledge,
        Limits limits,
        Budget budget,
        Function<HttpCall, List<Effect>> inner) {

    RequestTarget target() {
        return plain.target();
    }

    Content content() {
        return plain.content();
    }

    /** Returns what an operation does that this request carries. */
    Effect ask(Protocol protocol, String type, String name, Map<String, @Nullable Object> arguments, String where) {
        return knowledge.effectOf(new Operation(
                protocol, host, target().path(), type, name, arguments, new Evidence(where, named(type, name))));
    }

    /** Returns the effect of operations beyond those that are read. */
    Effect overBudget() {
        return unknown("body", "more operations in one request than are read");
    }

    private static String named(String type, String name) {
        return type.isEmpty() ? name : type + " " + name;
    }

    /** Returns the effect of something that could not be read. */
    Effect unknown(String where, String reason) {
        return unknown(host, where, reason);
    }

    static Effect unknown(String host, String where, String reason) {
        return Effect.of("http:unknown", new Evidence(where, ""))
                .resource("unknown", null)
                .reach(Reach.ALL)
                .reversibility(Reversibility.UNKNOWN, reason)
                .host(host.isEmpty() ? null : host)
                .build();
    }

    /** Returns the effect of a message that changes nothing. */
    Effect harmless(String operation, String where, String reason) {
        return Effect.of(operation, new Evidence(where, ""))
                .resource("http:path", target().path())
                .reversibility(Reversibility.READ_ONLY, reason)
                .host(host.isEmpty() ? null : host)
                .build();
    }
}

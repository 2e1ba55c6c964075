package dev.agentguard.decision;

import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.effect.Basis;
import dev.agentguard.mcp.ServerStanding;
import dev.agentguard.mcp.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is held against the server whose tool is called. It only tightens. */
final class ServerCheck {

    private static final String LOOK = "a human looks at it and accepts it with `java -jar guard.jar mcp accept`";

    private ServerCheck() {}

    static List<Finding> check(Facts facts, Policy policy) {
        ServerStanding server = facts.server();
        if (server == null) {
            return List.of();
        }
        String tool = server.tool().isEmpty()
                ? "`" + server.server() + "`"
                : "`" + server.tool() + "` of `" + server.server() + "`";
        if (server.trust() == Trust.DENIED) {
            return List.of(Finding.of(
                    Verdict.DENY, "mcp.denied-server", tool + " is of a server that guard.yaml denies", "", null));
        }
        List<Finding> findings = new ArrayList<>();
        if (server.trust() == Trust.UNTRUSTED) {
            findings.add(Finding.of(
                    Verdict.ASK,
                    "mcp.untrusted-server",
                    tool + " is of a server that guard.yaml does not trust",
                    "",
                    null));
        }
        if (server.trust() != Trust.TRUSTED && policy.checks().contains(Check.TOOL_PINS)) {
            findings.addAll(pin(facts, server, tool));
        }
        if (server.saysItDestroys() && !isDeclared(facts)) {
            findings.add(Finding.of(
                    Verdict.ASK, "mcp.destructive-hint", tool + " may destroy, its server says itself", "", null));
        }
        return findings;
    }

    private static List<Finding> pin(Facts facts, ServerStanding server, String tool) {
        String change = Objects.toString(server.firstChange(), "");
        return switch (server.pin()) {
            case SAME -> List.of();
            case CHANGED ->
                List.of(Finding.of(
                        Verdict.ASK,
                        "mcp.changed-tool",
                        tool + " is not what it was: " + String.join("; ", server.changes()),
                        "",
                        LOOK));
            case NEW ->
                List.of(Finding.of(
                        Verdict.ASK, "mcp.new-tool", tool + " was not there when the server was seen first", "", LOOK));
            case UNLISTED ->
                List.of(Finding.of(
                        Verdict.ASK, "mcp.unlisted-tool", tool + " is no tool that the server lists", "", null));
            case UNKNOWN ->
                isRead(facts)
                        ? List.of()
                        : List.of(Finding.of(
                                Verdict.ASK,
                                "mcp.unknown-tool",
                                "whether " + tool + " is what it was is unknown: " + change,
                                "",
                                null));
        };
    }

    /** When Guard cannot tell, reads go on. */
    private static boolean isRead(Facts facts) {
        return facts.effects().stream()
                .allMatch(effect -> !effect.effect().reversibility().mayWrite());
    }

    /** A developer's own annotation replaces what a server says. */
    private static boolean isDeclared(Facts facts) {
        return facts.effects().stream().anyMatch(effect -> effect.effect().basis() == Basis.DECLARED);
    }
}

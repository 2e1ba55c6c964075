package dev.agentguard.javaagent.cases;

import dev.agentguard.CallContext;
import dev.agentguard.action.Action;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import java.util.Set;

/** Makes an action of a day of a line. */
final class DayParser {

    private static final Set<String> VERDICTS = Set.of("allow", "ask", "deny");

    private final CaseActions actions;
    private final CaseActions inTools = new CaseActions(false);
    private final boolean configured;

    DayParser(GuardConfig config) {
        this.actions = new CaseActions(false, Databases.own(config.application()));
        this.configured = config.file() != null;
    }

    DayLine parse(CaseLine line) throws CaseException {
        CaseLine action = line.object("action");
        Kind kind = Kind.of(action.text("kind"));
        if (kind == null) {
            throw new CaseException("unknown kind `" + action.text("kind") + "`, expected one of " + Kind.texts());
        }
        String expect = verdict(line, "expect");
        if (!configured && line.has("unconfigured")) {
            expect = verdict(line, "unconfigured");
        }
        Origin origin = origin(line);
        Action read = (origin == Origin.TOOL ? inTools : actions).read(kind, action);
        return new DayLine(line.number("n"), new CallContext(line.text("session", "day"), origin), read, expect);
    }

    private static String verdict(CaseLine line, String key) throws CaseException {
        String verdict = line.text(key);
        if (!VERDICTS.contains(verdict)) {
            throw new CaseException("`" + key + "` is `" + verdict + "`, expected `allow`, `ask` or `deny`");
        }
        return verdict;
    }

    /** What is seen on the wire while a tool runs names that tool. */
    private static Origin origin(CaseLine line) throws CaseException {
        String by = line.text("by");
        return switch (by) {
            case "tool" -> Origin.TOOL;
            case "wire" -> line.has("tool") ? Origin.WIRE_IN_TOOL : Origin.WIRE;
            default -> throw new CaseException("`by` is `" + by + "`, expected `tool` or `wire`");
        };
    }
}

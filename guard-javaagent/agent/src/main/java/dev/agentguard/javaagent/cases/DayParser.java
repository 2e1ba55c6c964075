package dev.agentguard.javaagent.cases;

import dev.agentguard.CallContext;
import dev.agentguard.action.Action;
import dev.agentguard.decision.Origin;
import java.util.Set;

/** Makes an action of a day of a line. */
final class DayParser {

    private static final Set<String> VERDICTS = Set.of("allow", "ask", "deny");

    private final CaseActions actions = new CaseActions(false);

    DayLine parse(CaseLine line) throws CaseException {
        CaseLine action = line.object("action");
        Kind kind = Kind.of(action.text("kind"));
        if (kind == null) {
            throw new CaseException("unknown kind `" + action.text("kind") + "`, expected one of " + Kind.texts());
        }
        String expect = line.text("expect");
        if (!VERDICTS.contains(expect)) {
            throw new CaseException("`expect` is `" + expect + "`, expected `allow`, `ask` or `deny`");
        }
        Action read = actions.read(kind, action);
        return new DayLine(line.number("n"), new CallContext(line.text("session", "day"), origin(line)), read, expect);
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

package dev.agentguard.langchain4j;

import dev.agentguard.Outcome;
import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** An engine that lets through what a predicate says and remembers all it was asked. */
final class FakeGate implements ToolGate {

    record Checked(String session, String service, ToolCall call) {}

    record Done(String tool, Outcome outcome, String text) {}

    final List<Checked> checked = new CopyOnWriteArrayList<>();
    final List<Done> done = new CopyOnWriteArrayList<>();
    final List<String> retrieved = new CopyOnWriteArrayList<>();
    final List<ServerTool> listed = new CopyOnWriteArrayList<>();
    private final Predicate<ToolCall> lets;

    private FakeGate(Predicate<ToolCall> lets) {
        this.lets = lets;
    }

    static FakeGate thatAllows() {
        return new FakeGate(call -> true);
    }

    static FakeGate thatRefuses(String... tools) {
        return new FakeGate(call -> !List.of(tools).contains(call.tool()));
    }

    static FakeGate that(Predicate<ToolCall> lets) {
        return new FakeGate(lets);
    }

    static String refusalOf(String tool) {
        return "`" + tool + "` was refused: `test.rule`; instead ask a human";
    }

    ToolCall onlyCall() {
        if (checked.size() != 1) {
            throw new AssertionError("expected one call, got " + checked);
        }
        return checked.get(0).call();
    }

    @Override
    public void listed(ToolServer server, List<ServerTool> tools) {
        listed.addAll(tools);
    }

    @Override
    public void retrieved(String session, String source, String text) {
        retrieved.add(session + " " + source + " " + text);
    }

    @Override
    public Passage check(String session, String service, ToolCall call) {
        checked.add(new Checked(session, service, call));
        boolean proceeds = lets.test(call);
        return new Passage() {
            @Override
            public boolean proceeds() {
                return proceeds;
            }

            @Override
            public String message() {
                return proceeds ? "" : refusalOf(call.tool());
            }

            @Override
            public void done(Outcome outcome, String text) {
                done.add(new Done(call.tool(), outcome, text));
            }
        };
    }
}

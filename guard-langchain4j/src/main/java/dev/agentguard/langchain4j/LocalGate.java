package dev.agentguard.langchain4j;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.Outcome;
import dev.agentguard.Verdict;
import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolServer;
import dev.agentguard.decision.Origin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Guard in this library. Threadsafe. */
final class LocalGate implements ToolGate {

    private final Guard guard;

    LocalGate(Guard guard) {
        this.guard = guard;
    }

    @Override
    public Passage check(String session, String service, ToolCall call) {
        CallContext context = new CallContext(session, Origin.TOOL);
        return new LocalPassage(context, call, guard.check(call, context));
    }

    @Override
    public void listed(ToolServer server, List<ServerTool> tools) {
        guard.toolsListed(server, tools);
    }

    @Override
    public void retrieved(String session, String source, String text) {
        guard.contentRead(new CallContext(session, Origin.TOOL), source, text);
    }

    @Override
    public void model(String model, Map<String, ? extends @Nullable Object> fields) {
        guard.modelConfigured(model, fields);
    }

    @Override
    public boolean refusalsRollBack() {
        return guard.refusalsRollBack();
    }

    @Override
    public Guard guard() {
        return guard;
    }

    private final class LocalPassage implements Passage {

        private final CallContext context;
        private final ToolCall call;
        private final Verdict verdict;

        LocalPassage(CallContext context, ToolCall call, Verdict verdict) {
            this.context = context;
            this.call = call;
            this.verdict = verdict;
        }

        @Override
        public boolean proceeds() {
            return verdict.proceeds();
        }

        @Override
        public @Nullable String heldBy() {
            return verdict.proceeds() ? null : verdict.approvalId();
        }

        @Override
        public String message() {
            return verdict.message();
        }

        @Override
        public void done(Outcome outcome, String text) {
            try {
                guard.toolResult(context, call, text);
            } finally {
                guard.completed(verdict, outcome);
            }
        }
    }
}

package dev.agentguard.langchain4j;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.Outcome;
import dev.agentguard.Verdict;
import dev.agentguard.action.ToolCall;
import dev.agentguard.decision.Origin;

/** Guard in this library. Threadsafe. */
final class LocalGate implements ToolGate {

    private final Guard guard;

    LocalGate(Guard guard) {
        this.guard = guard;
    }

    @Override
    public Passage check(String session, String service, ToolCall call) {
        CallContext context = new CallContext(session, Origin.TOOL);
        return new LocalPassage(context, call.tool(), guard.check(call, context));
    }

    private final class LocalPassage implements Passage {

        private final CallContext context;
        private final String tool;
        private final Verdict verdict;

        LocalPassage(CallContext context, String tool, Verdict verdict) {
            this.context = context;
            this.tool = tool;
            this.verdict = verdict;
        }

        @Override
        public boolean proceeds() {
            return verdict.proceeds();
        }

        @Override
        public String message() {
            return verdict.message();
        }

        @Override
        public void done(Outcome outcome, String text) {
            try {
                guard.toolResult(context, tool, text);
            } finally {
                guard.completed(verdict, outcome);
            }
        }
    }
}

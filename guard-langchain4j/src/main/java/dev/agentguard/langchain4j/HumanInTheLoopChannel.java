package dev.agentguard.langchain4j;

import dev.agentguard.approval.ApprovalChannel;
import dev.agentguard.approval.ApprovalReply;
import dev.agentguard.approval.ApprovalRequest;
import dev.langchain4j.agentic.internal.DelayedResponse;
import dev.langchain4j.agentic.planner.AgentArgument;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.langchain4j.agentic.scope.DefaultAgenticScope;
import dev.langchain4j.agentic.workflow.HumanInTheLoop;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks the human in the loop of an agentic system about what Guard holds:
 *
 * <pre>{@code
 * HumanInTheLoop human = AgenticServices.humanInTheLoopBuilder()
 *         .inputKey(String.class, "question")
 *         .responseProvider(scope -> console.ask((String) scope.readState("question")))
 *         .build();
 * Guard guard = Guard.builder()
 *         .config(config)
 *         .approvalChannel(new HumanInTheLoopChannel(human))
 *         .build();
 * }</pre>
 *
 * <p>The question stands in the scope under {@link #QUESTION} and under each input of type {@code String} that the human
 * declares. The scope is one of its own, made for this question: what agents wrote into theirs cannot pass for it, and the
 * answer does not reach them. What the human answers is compared with the name that the question asks for; the name
 * approves once, anything else rejects and is the reason that the model reads. Nothing at all leaves the request waiting.
 * A response that comes later ({@code PendingResponse}) is waited for until the request expires.
 *
 * <p>One question is asked at a time. Whether there is a human behind it Guard cannot know: where it matters, name
 * approvers with keys, and this channel can only tell and reject. Safe for use by many threads. Works with HumanInTheLoop as
 * of langchain4j-agentic 1.16.
 */
public final class HumanInTheLoopChannel implements ApprovalChannel {

    /** The key under which the question stands in the scope. */
    public static final String QUESTION = "guardQuestion";

    private static final String NAME = "human-in-the-loop";
    private static final long PAUSE_MILLIS = 100;

    private final HumanInTheLoop human;
    private final String name;
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    /**
     * Asks a human under the name {@code human-in-the-loop}.
     *
     * @param human who is asked
     */
    public HumanInTheLoopChannel(HumanInTheLoop human) {
        this(NAME, human);
    }

    /**
     * Asks a human.
     *
     * @param name what the channel is called in messages and in the record
     * @param human who is asked
     */
    public HumanInTheLoopChannel(String name, HumanInTheLoop human) {
        this.name = name;
        this.human = human;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void requested(ApprovalRequest request, ApprovalReply reply) throws InterruptedException {
        oneAtATime.lockInterruptibly();
        String answer;
        try {
            answer = ask(request);
        } finally {
            oneAtATime.unlock();
        }
        if (answer.equals(request.confirm())) {
            reply.approve(answer, "");
        } else if (!answer.isEmpty()) {
            reply.reject(answer, "");
        }
    }

    private String ask(ApprovalRequest request) throws InterruptedException {
        AgenticScope scope = DefaultAgenticScope.ephemeralAgenticScope();
        String question = ApprovalQuestion.of(request);
        scope.writeState(QUESTION, question);
        List<AgentArgument> inputs = Objects.requireNonNullElse(human.arguments(), List.of());
        for (AgentArgument input : inputs) {
            if (input.type() == String.class) {
                scope.writeState(input.name(), question);
            }
        }
        Object answer = human.askUser(scope);
        if (answer instanceof DelayedResponse<?> later) {
            scope.writeState(Objects.requireNonNullElse(human.outputKey(), NAME), later);
            while (!later.isDone()) {
                Thread.sleep(PAUSE_MILLIS);
            }
            answer = later.blockingGet();
        }
        return Objects.toString(answer, "").strip();
    }
}

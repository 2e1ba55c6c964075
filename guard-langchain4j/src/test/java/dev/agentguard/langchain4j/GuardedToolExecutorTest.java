package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.Outcome;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedToolExecutorTest {

    private static final ToolExecutionRequest REQUEST = request("7", "work", "{ \"a\" : 1 }");

    private final List<ToolExecutionRequest> ran = new ArrayList<>();

    @Test
    void result_of_an_allowed_call_is_the_tools_own() {
        ToolExecutionResult own = ToolExecutionResult.builder()
                .result(List.of(1))
                .resultContents(List.of(TextContent.from("a"), ImageContent.from("https://x.test/i.png")))
                .attributes(Map.of("found_tools", List.of("b")))
                .build();
        FakeGate gate = FakeGate.thatAllows();

        ToolExecutionResult result = guarded(context -> own, gate).executeWithContext(REQUEST, null);

        assertThat(result).isSameAs(own);
        assertThat(gate.done).containsExactly(new FakeGate.Done("work", Outcome.SUCCEEDED, "a"));
    }

    @Test
    void plain_request_runs_as_it_is() {
        guarded(context -> ok(), FakeGate.thatAllows()).executeWithContext(REQUEST, null);

        assertThat(ran).containsExactly(REQUEST);
    }

    @Test
    void request_that_readers_could_take_differently_has_canonical_arguments_and_the_same_id_and_name() {
        guarded(context -> ok(), FakeGate.thatAllows())
                .executeWithContext(request("7", "work", "{ \"a\" : 1.50 }"), null);

        assertThat(ran).containsExactly(request("7", "work", "{\"a\":1.5}"));
    }

    @Test
    void context_is_handed_on_untouched() {
        InvocationContext context = InvocationContext.builder().build();
        AtomicReference<InvocationContext> seen = new AtomicReference<>();

        guarded(
                        given -> {
                            seen.set(given);
                            return ok();
                        },
                        FakeGate.thatAllows())
                .executeWithContext(REQUEST, context);

        assertThat(seen.get()).isSameAs(context);
    }

    @Test
    void missing_context_is_handed_on_as_missing_and_refused_as_ever() {
        AtomicReference<InvocationContext> seen =
                new AtomicReference<>(InvocationContext.builder().build());
        GuardedToolExecutor allowed = guarded(
                given -> {
                    seen.set(given);
                    return ok();
                },
                FakeGate.thatAllows());

        allowed.executeWithContext(REQUEST, null);

        assertThat(seen.get()).isNull();
        assertRefused(guarded(context -> ok(), FakeGate.thatRefuses("work")).executeWithContext(REQUEST, null));
    }

    @Test
    void execute_judges_too_and_reaches_executors_that_know_only_executeWithContext() {
        AtomicReference<Object> memoryId = new AtomicReference<>();
        ToolExecutor executor = guarded(
                context -> {
                    memoryId.set(context.chatMemoryId());
                    return ok();
                },
                FakeGate.thatAllows());

        assertThat(executor.execute(REQUEST, "m")).isEqualTo("ok");
        assertThat(memoryId.get()).isEqualTo("m");
        assertThat(guarded(context -> ok(), FakeGate.thatRefuses("work")).execute(REQUEST, "m"))
                .isEqualTo(FakeGate.refusalOf("work"));
        assertThat(ran).hasSize(1);
    }

    @Test
    void error_result_of_the_tool_is_handed_on_and_recorded_as_unknown() {
        ToolExecutionResult own =
                ToolExecutionResult.builder().isError(true).resultText("no").build();
        FakeGate gate = FakeGate.thatAllows();

        assertThat(guarded(context -> own, gate).executeWithContext(REQUEST, null))
                .isSameAs(own);
        assertThat(gate.done).containsExactly(new FakeGate.Done("work", Outcome.UNKNOWN, "no"));
    }

    @Test
    void exception_and_error_of_the_tool_pass_unchanged_and_are_recorded_as_unknown() {
        for (Throwable own :
                List.of(new IllegalStateException("outer", new Exception("inner")), new LinkageError("x"))) {
            FakeGate gate = FakeGate.thatAllows();
            GuardedToolExecutor executor = guarded(
                    context -> {
                        throw sneaky(own);
                    },
                    gate);

            assertThatThrownBy(() -> executor.executeWithContext(REQUEST, null)).isSameAs(own);
            assertThat(gate.done).extracting(FakeGate.Done::outcome).containsExactly(Outcome.UNKNOWN);
            assertThat(gate.done.get(0).text()).contains(own.getMessage());
            if (own.getCause() != null) {
                assertThat(gate.done.get(0).text()).contains("inner");
            }
        }
    }

    @Test
    void result_whose_text_cannot_be_made_is_handed_on_and_recorded_all_the_same() {
        ToolExecutionResult own = ToolExecutionResult.builder()
                .resultTextSupplier(() -> {
                    throw new IllegalStateException("cannot serialize");
                })
                .build();
        FakeGate gate = FakeGate.thatAllows();

        assertThat(guarded(context -> own, gate).executeWithContext(REQUEST, null))
                .isSameAs(own);
        assertThat(gate.done).containsExactly(new FakeGate.Done("work", Outcome.SUCCEEDED, ""));
    }

    @Test
    void any_failure_of_guard_before_the_tool_refuses_the_call() {
        for (Throwable failure : List.of(
                new IllegalStateException("secret-token"), new NoClassDefFoundError("x"), new StackOverflowError())) {
            GuardedToolExecutor executor = guarded(context -> ok(), (session, service, call) -> {
                throw sneaky(failure);
            });

            ToolExecutionResult result = executor.executeWithContext(REQUEST, null);

            assertRefused(result);
            assertThat(result.resultText()).contains("guard failed").doesNotContain("secret-token");
        }
    }

    @Test
    void failure_of_guard_after_the_tool_does_not_take_its_result() {
        ToolExecutionResult own = ok();
        ToolGate gate = (session, service, call) -> new ToolGate.Passage() {
            @Override
            public boolean proceeds() {
                return true;
            }

            @Override
            public String message() {
                return "";
            }

            @Override
            public void done(Outcome outcome, String text) {
                throw new NoClassDefFoundError("x");
            }
        };

        assertThat(guarded(context -> own, gate).executeWithContext(REQUEST, null))
                .isSameAs(own);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"p\":\"safe\",\"p\":\"evil\"}",
                "{\"p\":\"safe\",\"\\u0070\":\"evil\"}",
                "{\"o\":{\"p\":1,\"p\":2}}",
                "{\"p\":\"x\",}",
                "\"{\\\"p\\\":\\\"x\\\"}\"",
                "{\"p\":\"x\"} {\"p\":\"y\"}",
                "{\"p\":\"x\"}]",
                "[1]",
                "42",
                "{p:1}",
                "{'p':1}",
                "{\"p\":1 /* c */}",
                "{\"p\":NaN}",
                "{\"p\":1e999999999}",
                "{",
                "\u0000"
            })
    void arguments_that_are_not_one_plain_object_are_refused_without_being_judged(String arguments) {
        FakeGate gate = FakeGate.thatAllows();

        ToolExecutionResult result =
                guarded(context -> ok(), gate).executeWithContext(request("1", "work", arguments), null);

        assertRefused(result);
        assertThat(result.resultText()).contains("plain JSON object").doesNotContain("evil");
        assertThat(gate.checked).isEmpty();
    }

    @Test
    void absent_arguments_are_an_empty_object() {
        for (String arguments : new String[] {null, "", "  ", "{}", "null"}) {
            FakeGate gate = FakeGate.thatAllows();

            guarded(context -> ok(), gate).executeWithContext(request("1", "work", arguments), null);

            assertThat(gate.onlyCall().arguments()).isEmpty();
        }
        assertThat(ran)
                .hasSize(5)
                .allSatisfy(request -> assertThat(request.arguments()).isEqualTo("{}"));
    }

    private void assertRefused(ToolExecutionResult result) {
        assertThat(result.isError()).isTrue();
        assertThat(ran).allSatisfy(request -> assertThat(request).isEqualTo(REQUEST));
        assertThat(ran).hasSizeLessThanOrEqualTo(1);
    }

    private interface Body {
        ToolExecutionResult run(InvocationContext context);
    }

    private GuardedToolExecutor guarded(Body body, ToolGate gate) {
        ToolExecutor delegate = new ToolExecutor() {
            @Override
            public ToolExecutionResult executeWithContext(ToolExecutionRequest request, InvocationContext context) {
                ran.add(request);
                return body.run(context);
            }

            @Override
            public String execute(ToolExecutionRequest request, Object memoryId) {
                throw new IllegalStateException("executeWithContext must be called instead");
            }
        };
        return new GuardedToolExecutor(
                delegate,
                new ToolAsker(
                        new GuardedTool(
                                "Service",
                                "work",
                                "works",
                                null,
                                ArgumentReading.UNKNOWN,
                                true,
                                Rollback.NONE,
                                () -> null),
                        gate,
                        new GuardFailures()));
    }

    private static ToolExecutionResult ok() {
        return ToolExecutionResult.builder().resultText("ok").build();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}

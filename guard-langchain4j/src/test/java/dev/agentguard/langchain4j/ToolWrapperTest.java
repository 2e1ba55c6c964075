package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.langchain4j.service.tool.ToolService;
import dev.langchain4j.service.tool.ToolServiceContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ToolWrapperTest {

    private final FakeGate gate = FakeGate.thatAllows();
    private final ToolWrapper wrapper = new ToolWrapper("Service", gate, Generation.MESSAGES);

    @Test
    void wrapping_twice_wraps_once() {
        ToolServiceContext context = ToolServiceContext.builder()
                .toolExecutors(Map.of("work", (request, memoryId) -> "ok"))
                .dynamicToolProviders(List.of(request -> null))
                .build();

        ToolServiceContext once = wrapper.wrap(context);
        ToolServiceContext twice = wrapper.wrap(once);

        assertThat(once.toolExecutors().get("work")).isInstanceOf(GuardedToolExecutor.class);
        assertThat(twice.toolExecutors().get("work"))
                .isSameAs(once.toolExecutors().get("work"));
        assertThat(twice.dynamicToolProviders().get(0))
                .isSameAs(once.dynamicToolProviders().get(0));
    }

    @Test
    void context_without_tools_is_left_alone() {
        assertThat(wrapper.wrap(ToolServiceContext.Empty.INSTANCE)).isSameAs(ToolServiceContext.Empty.INSTANCE);
    }

    @Test
    void tool_without_specification_is_guarded_with_an_empty_description() {
        ToolServiceContext context = wrapper.wrap(ToolServiceContext.builder()
                .toolExecutors(Map.of("hidden", (request, memoryId) -> "ok"))
                .build());

        context.toolExecutors().get("hidden").executeWithContext(Scripts.request("1", "hidden", "{}"), null);

        assertThat(gate.onlyCall().tool()).isEqualTo("hidden");
        assertThat(gate.onlyCall().description()).isEmpty();
    }

    @Test
    void dynamic_provider_that_gives_nothing_still_gives_nothing() {
        ToolProvider provider = wrapper.wrap(ToolServiceContext.builder()
                        .dynamicToolProviders(List.of(request -> null))
                        .build())
                .dynamicToolProviders()
                .get(0);

        assertThat(provider.provideTools(null)).isNull();
        assertThat(provider.isDynamic()).isFalse();
    }

    @Test
    void provided_tool_keeps_its_specification_and_return_behavior() {
        ToolSpecification specification =
                ToolSpecification.builder().name("work").build();
        ToolProviderResult given = ToolProviderResult.builder()
                .add(specification, (request, memoryId) -> "ok", ReturnBehavior.IMMEDIATE)
                .build();

        ToolProviderResult result =
                new GuardedToolProvider(request -> given, wrapper, false, Rollback.NONE).provideTools(null);

        assertThat(result.aiServiceTools().get(0).toolSpecification()).isSameAs(specification);
        assertThat(result.aiServiceTools().get(0).returnBehavior()).isEqualTo(ReturnBehavior.IMMEDIATE);
        assertThat(result.aiServiceTools().get(0).toolExecutor()).isInstanceOf(GuardedToolExecutor.class);
    }

    /** A stand-in for what the Java agent puts around an executor. */
    private record AgentHandler(ToolExecutor delegate) implements InvocationHandler, Supplier<Object> {

        @Override
        public Object invoke(Object proxy, Method method, Object[] args) {
            throw new AssertionError("asked twice about one call");
        }

        @Override
        public Object get() {
            return delegate;
        }
    }

    @Test
    void wrapper_of_the_agent_is_replaced_and_the_method_behind_it_seen() {
        Volumes volumes = new Volumes();
        ToolExecutor method = ToolService.findTools(volumes).get(0).toolExecutor();
        ToolExecutor agents = (ToolExecutor) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ToolExecutor.class}, new AgentHandler(method));

        ToolServiceContext context = wrapper.wrap(ToolServiceContext.builder()
                .toolExecutors(Map.of("deleteVolume", agents))
                .build());
        context.toolExecutors()
                .get("deleteVolume")
                .executeWithContext(Scripts.request("1", "deleteVolume", "{\"volumeId\":\"v\"}"), null);

        assertThat(volumes.deleted).containsExactly("v");
        assertThat(gate.onlyCall().declaration().operation()).isEqualTo("railway:volumeDelete");
    }

    @Test
    void without_an_agent_no_wrapper_of_it_is_seen() {
        assertThat(AgentExecutors.agentWraps()).isFalse();
    }
}

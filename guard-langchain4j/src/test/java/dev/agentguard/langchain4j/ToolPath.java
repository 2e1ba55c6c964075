package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.langchain4j.service.tool.ToolService;
import dev.langchain4j.service.tool.search.simple.SimpleToolSearchStrategy;
import java.util.List;
import java.util.Map;

/** How a service gets its tool. */
enum ToolPath {
    OBJECT {
        @Override
        void register(AiServices<?> service, Volumes volumes) {
            service.tools(volumes);
        }
    },
    LIST {
        @Override
        void register(AiServices<?> service, Volumes volumes) {
            List<AiServiceTool> tools = ToolService.findTools(volumes);
            service.tools(tools);
        }
    },
    MAP {
        @Override
        void register(AiServices<?> service, Volumes volumes) {
            service.tools(Map.of(specification(volumes), lambda(volumes)));
        }
    },
    STATIC_PROVIDER {
        @Override
        void register(AiServices<?> service, Volumes volumes) {
            service.toolProvider(request -> ToolProviderResult.builder()
                    .add(specification(volumes), lambda(volumes))
                    .build());
        }
    },
    DYNAMIC_PROVIDER {
        @Override
        void register(AiServices<?> service, Volumes volumes) {
            service.toolProvider(new DynamicProvider(volumes));
        }
    },
    /** Its tools end the invocation when they ran. */
    IMMEDIATE {
        @Override
        void register(AiServices<?> service, Volumes volumes) {
            List<AiServiceTool> tools = List.of(ToolService.findTools(volumes).get(0).toBuilder()
                    .returnBehavior(ReturnBehavior.IMMEDIATE)
                    .build());
            service.tools(tools);
        }
    },
    /** Its tool is found by another one first. */
    SEARCH {
        @Override
        void register(AiServices<?> service, Volumes volumes) {
            service.tools(volumes).toolSearchStrategy(new SimpleToolSearchStrategy());
        }
    };

    abstract void register(AiServices<?> service, Volumes volumes);

    private static ToolSpecification specification(Volumes volumes) {
        return ToolService.findTools(volumes).get(0).toolSpecification();
    }

    private static ToolExecutor lambda(Volumes volumes) {
        ToolExecutor method = ToolService.findTools(volumes).get(0).toolExecutor();
        return (request, memoryId) -> method.execute(request, memoryId);
    }

    private record DynamicProvider(Volumes volumes) implements ToolProvider {

        @Override
        public ToolProviderResult provideTools(ToolProviderRequest request) {
            return new ToolProviderResult(ToolService.findTools(volumes));
        }

        @Override
        public boolean isDynamic() {
            return true;
        }
    }
}

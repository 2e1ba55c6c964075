package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A dynamic provider whose tools are guarded: it is asked again before each model call. */
final class GuardedToolProvider implements ToolProvider {

    /** Since 1.14; version 1.13 has only the map and the names of the immediate tools. */
    private static final boolean LISTS_TOOLS = Arrays.stream(ToolProviderResult.class.getMethods())
            .anyMatch(method -> method.getName().equals("aiServiceTools"));

    private final ToolProvider delegate;
    private final ToolWrapper wrapper;
    private final boolean ordinary;
    private final Rollback rollback;

    /** Takes whether a refusal is an ordinary result where that can be. */
    GuardedToolProvider(ToolProvider delegate, ToolWrapper wrapper, boolean ordinary, Rollback rollback) {
        this.delegate = delegate;
        this.wrapper = wrapper;
        this.ordinary = ordinary;
        this.rollback = rollback;
    }

    @Override
    public @Nullable ToolProviderResult provideTools(ToolProviderRequest request) {
        ToolProviderResult result = delegate.provideTools(request);
        if (result == null) {
            return null;
        }
        return LISTS_TOOLS ? wrapList(result) : wrapMap(result);
    }

    @Override
    public boolean isDynamic() {
        return delegate.isDynamic();
    }

    private ToolProviderResult wrapList(ToolProviderResult result) {
        wrapper.listed(result.aiServiceTools().stream()
                .map(tool -> new McpTools.Offered(tool.toolSpecification(), tool.toolExecutor()))
                .toList());
        return new ToolProviderResult(
                result.aiServiceTools().stream().map(this::wrap).toList());
    }

    private AiServiceTool wrap(AiServiceTool tool) {
        boolean error = ToolWrapper.refusalIsError(ordinary, tool.returnBehavior());
        return tool.toBuilder()
                .toolExecutor(wrapper.wrap(tool.toolSpecification(), tool.toolExecutor(), error, rollback))
                .build();
    }

    @SuppressWarnings("deprecation") // the only accessors in version 1.13
    private ToolProviderResult wrapMap(ToolProviderResult result) {
        Set<String> immediate = result.immediateReturnToolNames();
        wrapper.listed(result.tools().entrySet().stream()
                .map(tool -> new McpTools.Offered(tool.getKey(), tool.getValue()))
                .toList());
        Map<ToolSpecification, ToolExecutor> wrapped = new LinkedHashMap<>();
        result.tools()
                .forEach((specification, executor) -> wrapped.put(
                        specification,
                        wrapper.wrap(
                                specification,
                                executor,
                                !ordinary || immediate.contains(specification.name()),
                                rollback)));
        return ToolProviderResult.builder()
                .addAll(wrapped)
                .immediateReturnToolNames(immediate)
                .build();
    }
}

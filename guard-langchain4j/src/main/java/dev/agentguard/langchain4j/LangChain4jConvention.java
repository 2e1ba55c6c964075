package dev.agentguard.langchain4j;

import dev.agentguard.declaration.ToolConvention;
import dev.langchain4j.agent.tool.Tool;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import org.jspecify.annotations.Nullable;

/** How LangChain4j makes a tool of a method. */
enum LangChain4jConvention implements ToolConvention {
    /** It has no state. */
    INSTANCE;

    @Override
    public String framework() {
        return "LangChain4j";
    }

    @Override
    public @Nullable String toolName(Method method) {
        Tool annotation = method.getAnnotation(Tool.class);
        return annotation == null ? null : annotation.name().isBlank() ? method.getName() : annotation.name();
    }

    @Override
    public String nameOf(Parameter parameter) {
        return ToolParameter.nameOf(parameter);
    }

    @Override
    public boolean isInjected(Parameter parameter) {
        return ToolMethod.isInjected(parameter);
    }
}

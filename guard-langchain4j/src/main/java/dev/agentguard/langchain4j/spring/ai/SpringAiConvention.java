package dev.agentguard.langchain4j.spring.ai;

import dev.agentguard.declaration.ToolConvention;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.annotation.Tool;

/** How Spring AI makes a tool of a method. */
enum SpringAiConvention implements ToolConvention {
    /** It has no state. */
    INSTANCE;

    @Override
    public String framework() {
        return "Spring AI";
    }

    @Override
    public @Nullable String toolName(Method method) {
        Tool annotation = method.getAnnotation(Tool.class);
        return annotation == null ? null : annotation.name().isBlank() ? method.getName() : annotation.name();
    }

    @Override
    public String nameOf(Parameter parameter) {
        return parameter.getName();
    }

    @Override
    public boolean isInjected(Parameter parameter) {
        return ToolContext.class.isAssignableFrom(parameter.getType());
    }
}

package dev.agentguard.javaagent.tool;

import dev.agentguard.declaration.ToolConvention;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import org.jspecify.annotations.Nullable;

/** How LangChain4j makes a tool of a method, whichever release of it the application has. */
enum LangChain4jConvention implements ToolConvention {
    /** It has no state. */
    INSTANCE;

    private static final String TOOL = "dev.langchain4j.agent.tool.Tool";

    @Override
    public String framework() {
        return "LangChain4j";
    }

    @Override
    public @Nullable String toolName(Method method) {
        Annotation annotation = Reflect.annotation(method, TOOL);
        if (annotation == null) {
            return null;
        }
        String given = Reflect.element(annotation, "name");
        return given.isBlank() ? method.getName() : given;
    }

    @Override
    public String nameOf(Parameter parameter) {
        return ToolParameter.nameOf(parameter);
    }

    @Override
    public boolean isInjected(Parameter parameter) {
        return ToolParameter.isInjected(parameter);
    }
}

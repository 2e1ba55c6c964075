package dev.agentguard.declaration;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import org.jspecify.annotations.Nullable;

/** How a framework makes a tool of a method. Implementations are stateless. */
public interface ToolConvention {

    /**
     * Returns who makes a tool of it.
     *
     * @return the framework's name, for messages
     */
    String framework();

    /**
     * Returns under which name the model knows a method.
     *
     * @param method a method
     * @return the tool's name, or null if the method is annotated as no tool
     */
    @Nullable
    String toolName(Method method);

    /**
     * Returns under which name the model gives an argument.
     *
     * @param parameter a parameter of a tool
     * @return its name
     */
    String nameOf(Parameter parameter);

    /**
     * Returns whether the framework fills in a parameter itself.
     *
     * @param parameter a parameter of a tool
     * @return true if the model has no say in it
     */
    boolean isInjected(Parameter parameter);
}

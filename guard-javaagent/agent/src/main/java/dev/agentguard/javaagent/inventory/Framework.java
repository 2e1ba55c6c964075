package dev.agentguard.javaagent.inventory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The annotations by which a framework knows its tools.
 *
 * @param title the framework's name
 * @param annotation the descriptor of the annotation of a tool
 * @param description the element of it that describes the tool
 * @param named the descriptor of the annotation that names a parameter
 * @param injectedBy descriptors of annotations of parameters that the framework fills in itself
 * @param injectedTypes types of such parameters
 */
record Framework(
        String title,
        String annotation,
        String description,
        String named,
        Set<String> injectedBy,
        Set<String> injectedTypes) {

    /**
     * <a href="https://docs.langchain4j.dev/tutorials/tools">LangChain4j</a>, Quarkus LangChain4j too, and
     * <a href="https://docs.spring.io/spring-ai/reference/api/tools.html">Spring AI</a>.
     */
    static final List<Framework> ALL = List.of(
            new Framework(
                    "LangChain4j",
                    "Ldev/langchain4j/agent/tool/Tool;",
                    "value",
                    "Ldev/langchain4j/agent/tool/P;",
                    Set.of("Ldev/langchain4j/agent/tool/ToolMemoryId;"),
                    Set.of(
                            "dev.langchain4j.invocation.InvocationContext",
                            "dev.langchain4j.invocation.InvocationParameters",
                            "dev.langchain4j.agentic.scope.AgenticScope")),
            new Framework(
                    "Spring AI",
                    "Lorg/springframework/ai/tool/annotation/Tool;",
                    "description",
                    "",
                    Set.of(),
                    Set.of("org.springframework.ai.chat.model.ToolContext")));

    boolean makesATool(ClassOutline.Method method) {
        return method.annotations().containsKey(annotation);
    }

    String nameOf(ClassOutline.Method method) {
        String given =
                text(method.annotations().getOrDefault(annotation, Map.of()).get("name"));
        return given.isBlank() ? method.name() : given;
    }

    String descriptionOf(ClassOutline.Method method) {
        return text(method.annotations().getOrDefault(annotation, Map.of()).get(description));
    }

    String nameOf(ClassOutline.Parameter parameter) {
        String given =
                text(parameter.annotations().getOrDefault(named, Map.of()).get("name"));
        return given.isBlank() ? parameter.name() : given;
    }

    /** Returns whether the framework fills the parameter in itself, so that the model has no say in it. */
    boolean injects(ClassOutline.Parameter parameter) {
        return injectedTypes.contains(parameter.type().getClassName())
                || injectedBy.stream().anyMatch(parameter.annotations()::containsKey);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof List<?> lines) {
            return lines.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        }
        return value == null ? "" : String.valueOf(value);
    }
}

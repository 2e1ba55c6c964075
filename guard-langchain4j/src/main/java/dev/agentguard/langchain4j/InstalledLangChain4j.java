package dev.agentguard.langchain4j;

import dev.langchain4j.service.IllegalConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the LangChain4j on the class path with what this module overrides. An override whose signature does not
 * exist there is never called, and the tools would run unguarded without a word; so a service is not built then. Looks
 * up every type by name, because in an old version some of them do not exist.
 */
final class InstalledLangChain4j {

    private static final String TOOL = "dev.langchain4j.service.tool.";
    private static final String ANY = "java.lang.Object";
    private static final String REQUEST = "dev.langchain4j.agent.tool.ToolExecutionRequest";
    private static final String USER_MESSAGE = "dev.langchain4j.data.message.UserMessage";
    private static final String INVOCATION_CONTEXT = "dev.langchain4j.invocation.InvocationContext";
    private static final String CONTEXT = TOOL + "ToolServiceContext";

    private InstalledLangChain4j() {}

    /**
     * Checks the installed version.
     *
     * @return which one it is, as far as that makes a difference
     * @throws IllegalConfigurationException if this module cannot guard its tools
     */
    static Generation check() {
        ClassLoader loader = InstalledLangChain4j.class.getClassLoader();
        String missing = "";
        for (Generation generation :
                List.of(Generation.MESSAGES, Generation.CHAT_MEMORY, Generation.INVOCATION, Generation.MEMORY_ID)) {
            String reason = missing(generation, loader);
            if (reason == null) {
                return generation;
            }
            missing = missing.isEmpty() ? reason : missing;
        }
        throw new IllegalConfigurationException("guard-langchain4j cannot guard the tools of LangChain4j `" + version()
                + "`: " + missing + "; supported are versions 1.5 to 1.19, and 1.0 to 1.4 with"
                + " `GuardedAiServices.builder`, or attach guard.jar as a Java agent, which guards all of them");
    }

    static String version() {
        ClassLoader loader = InstalledLangChain4j.class.getClassLoader();
        try (InputStream stream =
                loader.getResourceAsStream("META-INF/maven/dev.langchain4j/langchain4j/pom.properties")) {
            if (stream == null) {
                return "unknown";
            }
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static @Nullable String missing(Generation generation, ClassLoader loader) {
        try {
            requireOnlyMethods(loader, TOOL + "ToolService", "createContext", CONTEXT, createContext(generation));
            requireOnlyMethod(loader, CONTEXT, "toolExecutors", "java.util.Map");
            if (generation == Generation.MEMORY_ID) {
                requireOnlyMethod(loader, TOOL + "ToolExecutor", "execute", "java.lang.String", REQUEST, ANY);
                requireNoMethod(loader, TOOL + "ToolExecutor", "executeWithContext");
            } else {
                requireOnlyMethod(
                        loader,
                        TOOL + "ToolExecutor",
                        "executeWithContext",
                        TOOL + "ToolExecutionResult",
                        REQUEST,
                        INVOCATION_CONTEXT);
            }
            if (generation == Generation.MESSAGES) {
                requireDynamicProviders(loader);
            }
            requireReplaceableToolService(loader);
            return null;
        } catch (ReflectiveOperationException | LinkageError e) {
            return e.getMessage();
        }
    }

    /** Returns the parameters of all methods of that name. */
    private static List<List<String>> createContext(Generation generation) {
        return switch (generation) {
            case MEMORY_ID -> List.of(List.of(ANY, USER_MESSAGE));
            case INVOCATION -> List.of(List.of(INVOCATION_CONTEXT, USER_MESSAGE));
            case CHAT_MEMORY ->
                List.of(
                        List.of(INVOCATION_CONTEXT, USER_MESSAGE, "dev.langchain4j.memory.ChatMemory"),
                        List.of(INVOCATION_CONTEXT, USER_MESSAGE));
            case MESSAGES -> List.of(List.of(INVOCATION_CONTEXT, USER_MESSAGE, "java.util.List"));
        };
    }

    private static void requireDynamicProviders(ClassLoader loader) throws ReflectiveOperationException {
        requireOnlyMethod(loader, CONTEXT, "dynamicToolProviders", "java.util.List");
        requireOnlyMethod(loader, CONTEXT, "toBuilder", CONTEXT + "$Builder");
        requireOnlyMethod(loader, CONTEXT + "$Builder", "toolExecutors", CONTEXT + "$Builder", "java.util.Map");
        requireOnlyMethod(loader, CONTEXT + "$Builder", "dynamicToolProviders", CONTEXT + "$Builder", "java.util.List");
    }

    private static void requireNoMethod(ClassLoader loader, String type, String name)
            throws ReflectiveOperationException {
        if (Arrays.stream(find(loader, type).getMethods())
                .anyMatch(method -> method.getName().equals(name))) {
            throw new NoSuchMethodException("`" + simple(type) + "." + name + "` is there already");
        }
    }

    private static void requireOnlyMethod(
            ClassLoader loader, String type, String name, String returns, String... parameters)
            throws ReflectiveOperationException {
        requireOnlyMethods(loader, type, name, returns, List.of(List.of(parameters)));
    }

    /** Requires these methods of that name only: beside an overload the loops might call the one not overridden. */
    private static void requireOnlyMethods(
            ClassLoader loader, String type, String name, String returns, List<List<String>> parameters)
            throws ReflectiveOperationException {
        List<Method> found = Arrays.stream(find(loader, type).getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .toList();
        boolean asExpected = found.size() == parameters.size()
                && found.stream()
                        .allMatch(method -> parameters.contains(parameters(method))
                                && method.getReturnType().getName().equals(returns)
                                && !Modifier.isStatic(method.getModifiers())
                                && !Modifier.isFinal(method.getModifiers()));
        if (!asExpected) {
            throw new NoSuchMethodException("`" + simple(type) + "." + name + "("
                    + parameters.get(0).stream()
                            .map(InstalledLangChain4j::simple)
                            .collect(Collectors.joining(", "))
                    + ")` is not there as its only method of that name");
        }
    }

    private static void requireReplaceableToolService(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> context = find(loader, "dev.langchain4j.service.AiServiceContext");
        if (Modifier.isFinal(context.getField("toolService").getModifiers())) {
            throw new NoSuchFieldException("`AiServiceContext.toolService` cannot be replaced");
        }
    }

    private static Class<?> find(ClassLoader loader, String type) throws ClassNotFoundException {
        try {
            return Class.forName(type, false, loader);
        } catch (ClassNotFoundException e) {
            throw new ClassNotFoundException("`" + simple(type) + "` is not there", e);
        }
    }

    private static List<String> parameters(Executable method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getName).toList();
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
    }
}

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
import org.jspecify.annotations.Nullable;

/**
 * Compares the LangChain4j on the class path with what this module overrides. An override whose signature does not
 * exist there is never called, and the tools would run unguarded without a word; so a service is not built then. Looks
 * up every type by name, because in an old version some of them do not exist.
 */
final class InstalledLangChain4j {

    private static final String TOOL = "dev.langchain4j.service.tool.";
    private static final String INVOCATION_CONTEXT = "dev.langchain4j.invocation.InvocationContext";
    private static final String CONTEXT = TOOL + "ToolServiceContext";

    private InstalledLangChain4j() {}

    /**
     * Checks the installed version.
     *
     * @throws IllegalConfigurationException if this module cannot guard its tools
     */
    static void check() {
        String missing = missing(InstalledLangChain4j.class.getClassLoader());
        if (missing != null) {
            throw new IllegalConfigurationException("guard-langchain4j cannot guard the tools of LangChain4j `"
                    + version()
                    + "`: " + missing + "; supported are versions 1.13 to 1.19, or attach guard.jar as a Java agent,"
                    + " which guards versions 1.0 to 1.19");
        }
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

    private static @Nullable String missing(ClassLoader loader) {
        try {
            requireOnlyMethod(
                    loader,
                    TOOL + "ToolService",
                    "createContext",
                    CONTEXT,
                    INVOCATION_CONTEXT,
                    "dev.langchain4j.data.message.UserMessage",
                    "java.util.List");
            requireOnlyMethod(
                    loader,
                    TOOL + "ToolExecutor",
                    "executeWithContext",
                    TOOL + "ToolExecutionResult",
                    "dev.langchain4j.agent.tool.ToolExecutionRequest",
                    INVOCATION_CONTEXT);
            requireOnlyMethod(loader, CONTEXT, "toolExecutors", "java.util.Map");
            requireOnlyMethod(loader, CONTEXT, "dynamicToolProviders", "java.util.List");
            requireOnlyMethod(loader, CONTEXT, "toBuilder", CONTEXT + "$Builder");
            requireOnlyMethod(loader, CONTEXT + "$Builder", "toolExecutors", CONTEXT + "$Builder", "java.util.Map");
            requireOnlyMethod(
                    loader, CONTEXT + "$Builder", "dynamicToolProviders", CONTEXT + "$Builder", "java.util.List");
            requireReplaceableToolService(loader);
            return null;
        } catch (ReflectiveOperationException | LinkageError e) {
            return e.getMessage();
        }
    }

    /** Requires one method of that name only: beside an overload the loops might call the one that is not overridden. */
    private static void requireOnlyMethod(
            ClassLoader loader, String type, String name, String returns, String... parameters)
            throws ReflectiveOperationException {
        List<Method> found = Arrays.stream(find(loader, type).getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .toList();
        boolean asExpected = found.size() == 1
                && parameters(found.get(0)).equals(List.of(parameters))
                && found.get(0).getReturnType().getName().equals(returns)
                && !Modifier.isStatic(found.get(0).getModifiers())
                && !Modifier.isFinal(found.get(0).getModifiers());
        if (!asExpected) {
            throw new NoSuchMethodException("`" + simple(type) + "." + name + "("
                    + String.join(
                            ", ",
                            Arrays.stream(parameters)
                                    .map(InstalledLangChain4j::simple)
                                    .toList())
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

package dev.agentguard.langchain4j;

import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.tool.ToolService;
import dev.langchain4j.service.tool.ToolServiceContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls {@code super.createContext(..)} where the class that this is compiled against does not have it. */
final class SuperMethods {

    private SuperMethods() {}

    /**
     * Finds the overridden method.
     *
     * @param overriding the lookup of the class that overrides it
     * @param parameters its parameters
     * @return the method
     */
    static MethodHandle createContext(MethodHandles.Lookup overriding, Class<?>... parameters) {
        try {
            return overriding.findSpecial(
                    ToolService.class,
                    "createContext",
                    MethodType.methodType(ToolServiceContext.class, parameters),
                    overriding.lookupClass());
        } catch (ReflectiveOperationException e) {
            throw new IllegalConfigurationException("guard cannot guard the tools of LangChain4j `"
                    + InstalledLangChain4j.version() + "`: " + e.getMessage());
        }
    }

    /** Calls it; what it throws passes unchanged. */
    static ToolServiceContext invoke(MethodHandle method, ToolService service, @Nullable Object... arguments) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(service);
        all.addAll(Arrays.asList(arguments));
        try {
            return (ToolServiceContext) method.invokeWithArguments(all);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

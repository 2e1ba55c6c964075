package dev.agentguard.langchain4j;

import dev.agentguard.Guard;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.tool.ToolExecutor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sets up and checks the guarding of services that are built by {@code AiServices.builder(Class)}. */
public final class GuardLangChain4j {

    private GuardLangChain4j() {}

    /**
     * Sets the guard of all services whose construction begins from now on. Without it, one is made of the
     * {@code guard.yaml} that is named or found. Where the Java agent is attached its engine decides and records
     * instead.
     *
     * @param guard the guard
     */
    public static void install(Guard guard) {
        Engines.install(new LocalGate(guard));
    }

    /**
     * Guards one executor, for a loop of the application's own that calls a {@code ChatModel} and runs what it asks for:
     *
     * <pre>{@code
     * ToolExecutor executor = GuardLangChain4j.toolExecutor(
     *         guard, "housekeeping", specification, new DefaultToolExecutor(tools, request));
     * String result = executor.execute(request, conversation);
     * }</pre>
     *
     * The memory id that it is given names the session together with the agent; without one each call is its own.
     * Services guard their executors themselves, and one that is guarded already stays as it is.
     *
     * @param guard the guard that judges the calls; where the Java agent is attached its engine decides instead
     * @param agent the name of the agent that calls the tool
     * @param specification the tool's name and description
     * @param executor what runs the tool
     * @return the guarded executor
     * @throws IllegalConfigurationException if the installed LangChain4j cannot be guarded, the attached Java agent is of
     *     another version, or an annotation on the method behind the executor is wrong
     */
    public static ToolExecutor toolExecutor(
            Guard guard, String agent, ToolSpecification specification, ToolExecutor executor) {
        return toolExecutor(Engines.of(guard), agent, specification, executor);
    }

    static ToolExecutor toolExecutor(
            ToolGate gate, String agent, ToolSpecification specification, ToolExecutor executor) {
        return new ToolWrapper(agent, gate, InstalledLangChain4j.check()).wrapAlone(specification, executor);
    }

    /**
     * Guards a tool of a framework that runs methods by executors of its own, as Quarkus does.
     *
     * @param guard the guard that judges the calls, or null for the one of this JVM; where the Java agent is attached its
     *     engine decides instead
     * @param agent the name of the agent that calls the tool
     * @param specification the tool's name, description and parameters
     * @param bearer the object that the method is called on; a proxy too
     * @param method the name of the method, which carries {@code @Tool}
     * @return the guarded tool
     * @throws IllegalConfigurationException if the method cannot be found, an annotation on it is wrong, or the attached Java
     *     agent is of another version
     */
    public static MethodTool methodTool(
            @Nullable Guard guard, String agent, ToolSpecification specification, Object bearer, String method) {
        ToolGate gate = guard == null ? Engines.ofThisJvm() : Engines.of(guard);
        if (gate == null) {
            return new MethodTool(null);
        }
        Set<String> arguments = specification.parameters() == null
                ? Set.of()
                : specification.parameters().properties().keySet();
        Method found = MethodTool.find(bearer.getClass(), method, arguments);
        if (found == null) {
            throw new IllegalConfigurationException("guard cannot tell which method `" + method + "` of `"
                    + bearer.getClass().getName() + "` is the tool `" + specification.name()
                    + "`: give its methods different names");
        }
        // the framework has a reader of its own for arguments, so they are judged and handed on as plain JSON
        ToolMethod known = new ToolMethod(ToolMethod.of(found, bearer).declared(), List.of());
        GuardedTool tool = new GuardedTool(
                agent,
                specification.name(),
                specification.description() == null ? "" : specification.description(),
                known,
                ArgumentReading.UNKNOWN,
                true,
                Rollback.NONE,
                () -> null);
        return new MethodTool(new ToolAsker(tool, gate, new GuardFailures()));
    }

    /**
     * Sets the guard of all services whose construction begins from now on, until the returned installation is closed;
     * for containers, where an application ends before the JVM does and its guard may be made after its services. Where
     * several applications run, the one that came last counts.
     *
     * @param guard gives the guard, always the same one; asked when the first tool is called. What it throws refuses that
     *     call
     * @return closing it brings back what held before, for services that are built later
     */
    public static Installation installUntilClosed(Supplier<Guard> guard) {
        return Engines.installUntilClosed(new DeferredGate(guard));
    }

    /**
     * Lets the tools of all services whose construction begins from now on run unjudged, until the returned installation
     * is closed. An attached Java agent goes on judging.
     *
     * @return closing it brings back what held before
     */
    public static Installation switchOffUntilClosed() {
        return Engines.installUntilClosed(null);
    }

    /**
     * Runs a tool call that was held and has been approved, exactly as it was held, without asking the model again. It is
     * judged once more: whatever changed since voids the approval. Together with the model's own retries, in this and in
     * other processes with the same store, it runs once. The service must have been built in this JVM; it may be another
     * one than that in which the call was held. What the tool returned is for the application to hand on.
     *
     * <p>A call is kept for this where its arguments hold no credential and nothing that looks like a secret, and its memory
     * id is a {@code String}, {@code Integer} or {@code Long} or there is none; of the invocation no more than the memory id
     * is there again. Where the Java agent is attached its engine holds the calls and none is kept.
     *
     * @param guard the guard that held it
     * @param request the id of the request that held it
     * @return what the tool returned, or why it did not run; what the tool throws passes unchanged
     * @throws IllegalConfigurationException if no tool of that name of that service is guarded by this guard
     */
    public static Resumed resume(Guard guard, String request) {
        return HeldCalls.resume(guard, request);
    }

    /**
     * Checks that the tools of a service are guarded, by this library or by an attached Java agent; for example at the
     * start of an application or in a test.
     *
     * @param aiService what {@code AiServices} built
     * @throws IllegalConfigurationException if they are not, or if that cannot be told; the message says why and what to
     *     do
     */
    public static void verify(Object aiService) {
        InstalledLangChain4j.check();
        AiServiceContext context = ServiceInspection.contextOf(aiService);
        if (context == null) {
            throw new IllegalConfigurationException("cannot tell whether `"
                    + aiService.getClass().getName()
                    + "` is guarded: it is no service that LangChain4j's own `AiServices` built; pass the service"
                    + " itself, not a proxy of another framework, or attach guard.jar as a Java agent");
        }
        if (!(context.toolService instanceof GuardedTools) && !AgentExecutors.agentWraps()) {
            throw new IllegalConfigurationException("the tools of `"
                    + context.aiServiceClass.getName() + "` are not guarded: its context is `"
                    + context.getClass().getName() + "` and its tool service `"
                    + context.toolService.getClass().getName()
                    + "`; move guard-langchain4j before the library that brings them on the class path, or build the"
                    + " service with `GuardedAiServices.builder`");
        }
    }
}

package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.TargetResource;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.AllArguments;
import net.bytebuddy.implementation.bind.annotation.Origin;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;

/** Tools behind proxies: the annotations that hold are those of the code that runs. */
class ProxiedToolsTest {

    /** What LangChain4j sees of the tool looks harmless. */
    public interface Desk {
        @Tool
        String listOrders(String order);

        @Tool
        String tidyOrders(String order);
    }

    public static class RealDesk implements Desk {
        static final List<String> RAN = new CopyOnWriteArrayList<>();

        @Override
        @Guarded(value = Reversibility.IRREVERSIBLE, operation = "shop:orderDelete")
        public String listOrders(@TargetResource("shop:order") String order) {
            RAN.add("list " + order);
            return "listed";
        }

        @Override
        @Guarded(Reversibility.REVERSIBLE)
        public String tidyOrders(@TargetResource("shop:order") String order) {
            RAN.add("tidy " + order);
            return "tidied";
        }
    }

    record Handler(Object target) implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            return method.invoke(target, arguments);
        }
    }

    public record Delegate(Object target) {
        @RuntimeType
        public Object run(@Origin Method method, @AllArguments Object[] arguments) throws Exception {
            return method.invoke(target, arguments);
        }
    }

    @TempDir
    static Path directory;

    private static RealGuard guard;

    @BeforeAll
    static void start() throws Exception {
        guard = new RealGuard(directory);
    }

    @BeforeEach
    void nothingRan() {
        RealDesk.RAN.clear();
    }

    @AfterAll
    static void stop() {
        guard.close();
    }

    static Stream<Object> desks() throws Exception {
        RealDesk desk = new RealDesk();
        ProxyFactory byInterface = new ProxyFactory(desk);
        ProxyFactory byClass = new ProxyFactory(desk);
        byClass.setProxyTargetClass(true);
        ProxyFactory twice = new ProxyFactory(byInterface.getProxy());
        Object handled = handled(desk);
        Object byteBuddy = new ByteBuddy()
                .subclass(RealDesk.class)
                .method(ElementMatchers.isDeclaredBy(RealDesk.class))
                .intercept(MethodDelegation.to(new Delegate(desk)))
                .make()
                .load(RealDesk.class.getClassLoader())
                .getLoaded()
                .getConstructor()
                .newInstance();
        return Stream.of(
                desk,
                byInterface.getProxy(),
                byClass.getProxy(),
                twice.getProxy(),
                handled,
                handled(handled),
                byteBuddy);
    }

    static Stream<Object> proxiesOfInterfaces() throws Exception {
        return desks().filter(desk -> Proxy.isProxyClass(desk.getClass()));
    }

    private static Object handled(Object target) {
        return Proxy.newProxyInstance(Desk.class.getClassLoader(), new Class<?>[] {Desk.class}, new Handler(target));
    }

    /** As the Spring Boot starter of LangChain4j and loops of an application's own do. */
    @ParameterizedTest
    @MethodSource("desks")
    void what_the_target_declares_holds_for_its_methods(Object desk) throws Exception {
        String[] tools = {"listOrders", "tidyOrders"};
        Map<ToolSpecification, ToolExecutor> executors = new HashMap<>();
        for (String tool : tools) {
            executors.put(
                    ToolSpecification.builder().name(tool).build(),
                    new DefaultToolExecutor(desk, desk.getClass().getMethod(tool, String.class)));
        }
        // a proxy's class was made without the names of parameters
        Parameter parameter = desk.getClass().getMethod(tools[0], String.class).getParameters()[0];
        holds(() -> guard.service(new Nothing()).tools(executors), parameter.getName());
    }

    @ParameterizedTest
    @MethodSource("proxiesOfInterfaces")
    void what_the_target_declares_holds_for_proxies_that_LangChain4j_reads(Object desk) {
        holds(() -> guard.service(desk), "order");
    }

    @Test
    void method_of_the_target_called_on_a_proxy_is_read_from_the_target() throws Exception {
        Object proxy = new ProxyFactory(new RealDesk()).getProxy();
        Map<ToolSpecification, ToolExecutor> executors = new HashMap<>();
        for (String tool : List.of("listOrders", "tidyOrders")) {
            executors.put(
                    ToolSpecification.builder().name(tool).build(),
                    new DefaultToolExecutor(
                            proxy,
                            RealDesk.class.getMethod(tool, String.class),
                            proxy.getClass().getMethod(tool, String.class)));
        }
        holds(() -> guard.service(new Nothing()).tools(executors), "order");
    }

    public static class Harmless implements Desk {
        @Override
        @Guarded(Reversibility.READ_ONLY)
        public String listOrders(String order) {
            return "only listed";
        }

        @Override
        public String tidyOrders(String order) {
            return "";
        }
    }

    @Test
    void one_method_of_an_interface_on_two_targets_is_declared_by_each() {
        AiServices<RealGuard.Assistant> harmless = guard.service(handled(new Harmless()));
        assertThat(guard.call(harmless, "listOrders", "{\"order\": \"o1\"}")).isEqualTo("only listed");

        AiServices<RealGuard.Assistant> real = guard.service(handled(new RealDesk()));
        assertThat(guard.call(real, "listOrders", "{\"order\": \"o1\"}")).contains("shop:orderDelete");
    }

    private void holds(Supplier<AiServices<RealGuard.Assistant>> service, String parameter) {
        String arguments = "{\"" + parameter + "\": \"o1\"}";
        assertThat(guard.call(service.get(), "listOrders", arguments))
                .contains("held by Guard", "`shop:orderDelete` on shop:order `o1` is IRREVERSIBLE");
        assertThat(RealDesk.RAN).isEmpty();

        assertThat(guard.call(service.get(), "tidyOrders", arguments)).isEqualTo("tidied");
        assertThat(RealDesk.RAN).containsExactly("tidy o1");
    }

    private static class Nothing {
        @Tool
        void nothing() {}
    }
}

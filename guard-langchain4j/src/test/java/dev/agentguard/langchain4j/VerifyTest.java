package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.tool.ToolService;
import dev.langchain4j.spi.services.AiServiceContextFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

    interface Assistant {
        String chat(String message);
    }

    private static Assistant guarded() {
        return AiServices.<Assistant>builder(GuardedAiServiceContext.create(Assistant.class, FakeGate.thatAllows()))
                .chatModel(ChatModelMock.thatAlwaysResponds("done"))
                .build();
    }

    @Test
    void guarded_service_passes() {
        assertThatCode(() -> GuardLangChain4j.verify(guarded())).doesNotThrowAnyException();
    }

    @Test
    void service_inside_another_proxy_is_found() {
        record Around(Assistant inner) implements InvocationHandler {
            @Override
            public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
                return method.invoke(inner, arguments);
            }
        }
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Assistant.class}, new Around(guarded()));

        assertThatCode(() -> GuardLangChain4j.verify(proxy)).doesNotThrowAnyException();
    }

    @Test
    void service_whose_tool_service_was_replaced_is_reported() {
        AiServiceContext context = GuardedAiServiceContext.create(Assistant.class, FakeGate.thatAllows());
        Assistant assistant = AiServices.<Assistant>builder(context)
                .chatModel(ChatModelMock.thatAlwaysResponds("done"))
                .build();
        context.toolService = new ToolService();

        assertThatThrownBy(() -> GuardLangChain4j.verify(assistant))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining(Assistant.class.getName())
                .hasMessageContaining("not guarded")
                .hasMessageContaining("GuardedAiServices.builder");
    }

    @Test
    void what_is_no_service_cannot_be_told() {
        assertThatThrownBy(() -> GuardLangChain4j.verify("text"))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("cannot tell")
                .hasMessageContaining("java.lang.String");
    }

    /** Another library's factory, as Quarkus ships one. */
    public static final class OtherFactory implements AiServiceContextFactory {

        private static final class OtherContext extends AiServiceContext {
            OtherContext(Class<?> type) {
                super(type);
            }
        }

        @Override
        public AiServiceContext create(Class<?> type) {
            return new OtherContext(type);
        }
    }

    /** Builds a service without a line of Guard and verifies it. */
    static final class Race {

        private Race() {}

        public static void main(String[] arguments) {
            Engines.install(FakeGate.thatAllows());
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(ChatModelMock.thatAlwaysResponds("done"))
                    .build();
            try {
                GuardLangChain4j.verify(assistant);
                System.out.println("verified");
            } catch (IllegalConfigurationException e) {
                System.out.println("failed: " + e.getMessage());
            }
        }
    }

    @Test
    void lost_race_of_the_extension_point_is_reported(@TempDir Path directory) throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(AiServiceContextFactory.class.getName()), OtherFactory.class.getName());
        List<String> before = new ArrayList<>(ChildJvm.classPath());
        before.add(0, directory.toString());
        List<String> after = new ArrayList<>(ChildJvm.classPath());
        after.add(directory.toString());

        assertThat(ChildJvm.run(before, List.of(), Race.class))
                .contains("failed: ")
                .contains("OtherContext")
                .contains("not guarded");
        assertThat(ChildJvm.run(after, List.of(), Race.class)).contains("verified");
    }
}

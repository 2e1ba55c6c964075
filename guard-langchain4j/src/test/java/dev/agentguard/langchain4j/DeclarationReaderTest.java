package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.annotation.GraphQl;
import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.HttpPart;
import dev.agentguard.annotation.HttpPart.Part;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.Shell;
import dev.agentguard.annotation.Sql;
import dev.agentguard.annotation.TargetEnvironment;
import dev.agentguard.annotation.TargetResource;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolService;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeclarationReaderTest {

    interface Deleting<T> {
        @Guarded(Reversibility.IRREVERSIBLE)
        void delete(@TargetResource("app:thing") T id);
    }

    static class Things implements Deleting<String> {
        @Override
        @Tool
        public void delete(String id) {}
    }

    abstract static class Base {
        @Guarded(Reversibility.IRREVERSIBLE)
        abstract void wipe(String id);
    }

    static class Narrowed extends Base {
        @Override
        @Tool
        @Guarded(Reversibility.REVERSIBLE)
        void wipe(String id) {}
    }

    static class Good {
        @Tool
        void plain(String a) {}

        @Tool
        @Guarded(value = Reversibility.RECOVERABLE, operation = "app:trash", destroysRecovery = true)
        void all(
                @P(name = "volume_id") @TargetResource("railway:volume") String id,
                @TargetEnvironment Optional<String> environment,
                @Sql String sql,
                @Shell String line,
                @GraphQl String document,
                @HttpPart(Part.METHOD) String method,
                @HttpPart(Part.URL) String url,
                @HttpPart(Part.HEADERS) Map<String, String> headers,
                @HttpPart(Part.BODY) String body) {}
    }

    @Test
    void method_without_annotations_declares_nothing() throws Exception {
        assertThat(read(Good.class, "plain")).isEqualTo(ToolDeclaration.none());
    }

    @Test
    void every_annotation_is_read_under_the_name_the_model_uses() throws Exception {
        assertThat(read(Good.class, "all"))
                .isEqualTo(new ToolDeclaration(
                        "RECOVERABLE",
                        "app:trash",
                        true,
                        List.of(
                                new Parameter("volume_id", Role.RESOURCE, "railway:volume"),
                                new Parameter("environment", Role.ENVIRONMENT, ""),
                                new Parameter("sql", Role.SQL, ""),
                                new Parameter("line", Role.SHELL, ""),
                                new Parameter("document", Role.GRAPHQL, ""),
                                new Parameter("method", Role.HTTP_METHOD, ""),
                                new Parameter("url", Role.HTTP_URL, ""),
                                new Parameter("headers", Role.HTTP_HEADERS, ""),
                                new Parameter("body", Role.HTTP_BODY, ""))));
    }

    @Test
    void annotations_of_an_interface_count_through_a_generic_bridge() {
        ToolMethod method = toolMethod(new Things());

        assertThat(method.declaration().reversibility()).isEqualTo("IRREVERSIBLE");
        assertThat(method.declaration().parameters()).containsExactly(new Parameter("id", Role.RESOURCE, "app:thing"));
    }

    @Test
    void nearest_annotation_counts() {
        assertThat(toolMethod(new Narrowed()).declaration().reversibility()).isEqualTo("REVERSIBLE");
    }

    @Test
    void proxied_tool_is_read_from_its_original_method() throws Exception {
        Method original = method(Good.class, "all");
        Method invoked = method(Good.class, "plain");

        assertThat(ToolMethod.behind(new DefaultToolExecutor(new Good(), original, invoked)))
                .isEqualTo(original);
        assertThat(ToolMethod.behind((request, memoryId) -> "")).isNull();
    }

    static class ResourceList {
        @Tool
        void bad(@TargetResource("app:thing") List<String> ids) {}
    }

    static class ResourceWithoutType {
        @Tool
        void bad(@TargetResource("") String id) {}
    }

    static class TwoEnvironments {
        @Tool
        void bad(@TargetEnvironment String from, @TargetEnvironment String to) {}
    }

    static class BodyWithoutUrl {
        @Tool
        void bad(@HttpPart(Part.BODY) String body) {}
    }

    static class TwoBodies {
        @Tool
        void bad(@HttpPart(Part.URL) String url, @HttpPart(Part.BODY) String a, @HttpPart(Part.BODY) String b) {}
    }

    static class SqlNumber {
        @Tool
        void bad(@Sql int sql) {}
    }

    static class HeadersNumber {
        @Tool
        void bad(@HttpPart(Part.URL) String url, @HttpPart(Part.HEADERS) int headers) {}
    }

    static class TwoRoles {
        @Tool
        void bad(@Sql @Shell String text) {}
    }

    static class Injected {
        @Tool
        void bad(@ToolMemoryId @TargetResource("app:thing") String memory) {}
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(new ResourceList(), "`ids`", "must be one value, not `List`"),
                Arguments.of(new ResourceWithoutType(), "`id`", "without a type"),
                Arguments.of(new TwoEnvironments(), "`to`", "second one that is declared as `ENVIRONMENT`"),
                Arguments.of(new BodyWithoutUrl(), "`body`", "no parameter is `@HttpPart(URL)`"),
                Arguments.of(new TwoBodies(), "`b`", "second one that is declared as `HTTP_BODY`"),
                Arguments.of(new SqlNumber(), "`sql`", "must be a `String`, not `int`"),
                Arguments.of(new HeadersNumber(), "`headers`", "must be a `Map`"),
                Arguments.of(new TwoRoles(), "`text`", "more than one annotation"),
                Arguments.of(new Injected(), "`memory`", "filled in by LangChain4j"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void contradiction_fails_when_the_service_is_built_and_names_method_and_parameter(
            Object tools, String parameter, String what) {
        AiServices<Runnable> builder =
                AiServices.builder(GuardedAiServiceContext.create(Runnable.class, FakeGate.thatAllows()));

        assertThatThrownBy(() -> builder.tools(tools))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining(tools.getClass().getName() + ".bad")
                .hasMessageContaining(parameter)
                .hasMessageContaining(what);
    }

    private static ToolMethod toolMethod(Object tools) {
        ToolExecutor executor = ToolService.findTools(tools).get(0).toolExecutor();
        return ToolMethod.of(ToolMethod.behind(executor), ToolMethod.bearer(executor));
    }

    private static ToolDeclaration read(Class<?> type, String name) throws Exception {
        return ToolMethod.of(method(type, name), null).declaration();
    }

    private static Method method(Class<?> type, String name) throws NoSuchMethodException {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(NoSuchMethodException::new);
    }
}

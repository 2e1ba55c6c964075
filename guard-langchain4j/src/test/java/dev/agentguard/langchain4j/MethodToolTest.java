package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.Guard;
import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.TargetResource;
import dev.agentguard.config.GuardConfig;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools of a framework that runs methods by executors of its own. */
class MethodToolTest {

    static class Desk {
        final List<String> ran = new ArrayList<>();

        @Tool("lists orders")
        String listOrders(String customer) {
            ran.add("list " + customer);
            return "o1";
        }

        @Tool("lists orders")
        @Guarded(value = Reversibility.IRREVERSIBLE, operation = "shop:orderDelete")
        String tidyOrders(@TargetResource("shop:order") String order) {
            ran.add("tidy " + order);
            return "gone";
        }
    }

    /** As containers make them. */
    static class DeskProxy extends Desk {
        @Override
        String listOrders(String customer) {
            return super.listOrders(customer);
        }

        @Override
        String tidyOrders(String order) {
            return super.tidyOrders(order);
        }
    }

    @TempDir
    Path directory;

    private final Desk desk = new DeskProxy();

    @Test
    void call_runs_or_is_refused_by_the_annotations_behind_the_proxy() throws Exception {
        try (Guard guard = guard()) {
            assertThat(run(guard, "listOrders", "{\"customer\": \"c1\"}").resultText())
                    .isEqualTo("o1");
            ToolExecutionResult refused = run(guard, "tidyOrders", "{\"order\": \"o7\"}");

            assertThat(refused.isError()).isTrue();
            assertThat(refused.resultText())
                    .contains("held by Guard", "`shop:orderDelete` on shop:order `o7` is IRREVERSIBLE");
            assertThat(desk.ran).containsExactly("list c1");
        }
    }

    @Test
    void arguments_of_which_readers_could_disagree_are_refused() throws Exception {
        try (Guard guard = guard()) {
            assertThat(run(guard, "listOrders", "{\"customer\": \"c1\", \"customer\": \"c2\"}")
                            .isError())
                    .isTrue();
            assertThat(desk.ran).isEmpty();
        }
    }

    @Test
    void method_that_is_not_there_is_an_error() throws Exception {
        try (Guard guard = guard()) {
            ToolSpecification specification =
                    ToolSpecification.builder().name("nothing").build();
            assertThatThrownBy(() -> GuardLangChain4j.methodTool(guard, "desk", specification, desk, "nothing"))
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContaining("cannot tell which method `nothing` of `" + DeskProxy.class.getName());
        }
    }

    private ToolExecutionResult run(Guard guard, String tool, String arguments) throws Exception {
        ToolSpecification specification = ToolSpecifications.toolSpecificationsFrom(Desk.class).stream()
                .filter(each -> each.name().equals(tool))
                .findFirst()
                .orElseThrow();
        ToolExecutor own = new DefaultToolExecutor(desk, Desk.class.getDeclaredMethod(tool, String.class));
        return GuardLangChain4j.methodTool(guard, "desk", specification, desk, tool)
                .run(own::executeWithContext, Scripts.request("1", tool, arguments), null);
    }

    private Guard guard() throws Exception {
        Path file = Files.writeString(directory.resolve("guard.yaml"), "version: 1\nstore: store\n");
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }
}

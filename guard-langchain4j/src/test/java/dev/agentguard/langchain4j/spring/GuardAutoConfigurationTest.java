package dev.agentguard.langchain4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.Judgement;
import dev.agentguard.JudgementListener;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.approval.ApprovalChannel;
import dev.agentguard.approval.ApprovalReply;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import dev.agentguard.langchain4j.GuardLangChain4j;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.service.AiServices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class GuardAutoConfigurationTest {

    @TempDir
    Path store;

    interface Assistant {
        String chat(String message);
    }

    static final class Volumes {
        final List<String> ran = new ArrayList<>();

        @Tool
        @Guarded(Reversibility.IRREVERSIBLE)
        String deleteVolume(@P("id") String id) {
            ran.add("delete " + id);
            return "deleted";
        }

        @Tool
        @Guarded(Reversibility.READ_ONLY)
        String showVolume(@P("id") String id) {
            ran.add("show " + id);
            return "shown";
        }
    }

    /** An application that builds its service as it would without Spring; its guard bean comes later. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(GuardAutoConfiguration.class)
    static class Application {

        @Bean
        Volumes volumes() {
            return new Volumes();
        }

        @Bean
        Assistant assistant(Volumes volumes) {
            return AiServices.builder(Assistant.class)
                    .chatModel(ScriptedChat.model())
                    .tools(volumes)
                    .build();
        }
    }

    @Test
    void aServiceThatIsBuiltInTheApplication_isJudgedByItsGuard() {
        try (ConfigurableApplicationContext application = run()) {
            Assistant assistant = application.getBean(Assistant.class);
            GuardLangChain4j.verify(assistant);

            assertThat(assistant.chat("delete it")).contains("held by Guard for a human");
            assertThat(assistant.chat("show it")).isEqualTo("read: shown");

            assertThat(application.getBean(Volumes.class).ran).containsExactly("show v1");
            assertThat(application.getBean(Guard.class).status().configuration())
                    .isEqualTo("`guard.*` properties");
            assertThat(application.getBean(Guard.class).status().pendingApprovals())
                    .isEqualTo(1);
        }
    }

    @Test
    void aGuardOfTheApplication_takesThePlaceOfOurs() {
        try (ConfigurableApplicationContext application = run(OwnGuard.class)) {
            assertThat(application.getBean(Assistant.class).chat("delete it")).contains("held by Guard");
            assertThat(application.getBean(OwnGuard.class).judgements).hasSize(1);
            assertThat(application.getBeansOfType(Guard.class)).containsOnlyKeys("ownGuard");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnGuard {
        final List<Judgement> judgements = new ArrayList<>();

        @Bean
        Guard ownGuard(@org.springframework.beans.factory.annotation.Value("${guard.store}") Path store) {
            return Guard.builder()
                    .config(GuardConfig.none().withStore(store))
                    .listener(judgements::add)
                    .build();
        }
    }

    @Test
    void customizersListenersAndChannels_areTakenFromTheContext() throws Exception {
        try (ConfigurableApplicationContext application = run(Customized.class)) {
            application.getBean(Assistant.class).chat("delete it");
            Customized customized = application.getBean(Customized.class);
            assertThat(customized.judgements).hasSize(2);
            assertThat(customized.told.get(10, TimeUnit.SECONDS)).startsWith("tool deleteVolume");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customized {
        final List<Judgement> judgements = new ArrayList<>();
        final CompletableFuture<String> told = new CompletableFuture<>();

        @Bean
        GuardBuilderCustomizer customizer() {
            return builder -> builder.listener(judgements::add);
        }

        @Bean
        JudgementListener listener() {
            return judgements::add;
        }

        @Bean
        ApprovalChannel channel() {
            return new ApprovalChannel() {
                @Override
                public String name() {
                    return "chat";
                }

                @Override
                public void requested(ApprovalRequest request, ApprovalReply reply) {
                    told.complete(request.lines().get(0));
                }
            };
        }
    }

    @Test
    void theGuardEndsWithTheApplication() {
        Guard guard;
        Assistant assistant;
        try (ConfigurableApplicationContext application = run()) {
            guard = application.getBean(Guard.class);
            assistant = application.getBean(Assistant.class);
        }
        ToolCall delete =
                new ToolCall("deleteVolume", "", Map.of(), new ToolDeclaration("RECOVERABLE", "", false, List.of()));
        assertThat(guard.check(delete, new CallContext("s", Origin.TOOL)).proceeds())
                .isFalse();
        assertThat(assistant.chat("delete it")).contains("was not run");
    }

    @Test
    void ofTwoApplications_eachUsesItsOwnGuard_andTheFirstHoldsAgainWhenTheSecondEnds() {
        try (ConfigurableApplicationContext first = run(Customized.class)) {
            List<Judgement> judgements = first.getBean(Customized.class).judgements;
            try (ConfigurableApplicationContext second = run()) {
                second.getBean(Assistant.class).chat("delete it");
                assertThat(judgements).isEmpty();
                first.getBean(Assistant.class).chat("delete it");
                assertThat(judgements).hasSize(2);
            }
            new Application().assistant(new Volumes()).chat("delete it");
            assertThat(judgements).hasSize(4);
        }
    }

    @Test
    void switchedOff_thereIsNoGuardAndToolsRunAsWithoutIt() {
        try (ConfigurableApplicationContext application = run("--guard.enabled=false")) {
            assertThat(application.getBeansOfType(Guard.class)).isEmpty();
            assertThat(application.getBean(Assistant.class).chat("delete it")).isEqualTo("read: deleted");
        }
        try (ConfigurableApplicationContext application = run()) {
            assertThat(application.getBean(Assistant.class).chat("delete it")).contains("held by Guard");
        }
    }

    @Test
    void aWrongProperty_endsTheStartWithOneMessage() {
        Throwable failure = catchThrowable(() -> run("--guard.mode=strict"));

        FailureAnalysis analysis = new GuardFailureAnalyzer().analyze(failure);

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription())
                .isEqualTo("The configuration of Guard cannot be used:\n\n    `guard.mode` (commandLineArgs):"
                        + " expected one of `enforce`, `monitor`, found `strict`");
        assertThat(new GuardFailureAnalyzer().analyze(new IllegalStateException("something else")))
                .isNull();
    }

    @Test
    void aWrongProperty_endsTheStartAlsoWhereBeansAreMadeWhenTheyAreNeeded() {
        Throwable failure = catchThrowable(() -> run("--guard.mode=strict", "--spring.main.lazy-initialization=true"));

        assertThat(new GuardFailureAnalyzer().analyze(failure)).isNotNull();
    }

    private ConfigurableApplicationContext run(Object... sourcesAndArguments) {
        List<Class<?>> sources = new ArrayList<>(List.of(Application.class));
        List<String> arguments = new ArrayList<>(List.of("--guard.store=" + store));
        for (Object one : sourcesAndArguments) {
            if (one instanceof Class<?> source) {
                sources.add(source);
            } else {
                arguments.add((String) one);
            }
        }
        return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(arguments.toArray(String[]::new));
    }
}

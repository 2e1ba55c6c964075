package dev.agentguard.langchain4j.spring.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.langchain4j.GuardLangChain4j;
import dev.agentguard.langchain4j.spring.ScriptedChat;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.spring.AiService;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The starter of LangChain4j finds the services and their tools; nothing here names Guard but annotations. */
class StarterTest {

    private static final List<String> RAN = new CopyOnWriteArrayList<>();
    private static final List<String> ADVISED = new CopyOnWriteArrayList<>();

    @TempDir
    Path store;

    @AiService
    interface Assistant {
        String chat(String message);
    }

    public static class Volumes {

        @Tool
        @Guarded(Reversibility.IRREVERSIBLE)
        public String deleteVolume(@P("id") String id) {
            RAN.add("delete " + id);
            return "deleted";
        }

        @Tool
        @Guarded(Reversibility.READ_ONLY)
        public String showVolume(@P("id") String id) {
            RAN.add("show " + id);
            return "shown";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        ChatModel chatModel() {
            return ScriptedChat.model();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Proxied {

        @Bean
        static BeanPostProcessor proxies() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (!(bean instanceof Volumes)) {
                        return bean;
                    }
                    ProxyFactory proxy = new ProxyFactory(bean);
                    proxy.setProxyTargetClass(true);
                    proxy.addAdvice((MethodInterceptor) call -> {
                        ADVISED.add(call.getMethod().getName());
                        return call.proceed();
                    });
                    return proxy.getProxy();
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Provided {

        @Bean
        ToolProvider toolProvider() {
            ToolExecutor executor = (request, memoryId) -> {
                RAN.add(request.name());
                return "provided";
            };
            return request -> ToolProviderResult.builder()
                    .add(specification("deleteVolume", "deletes a volume"), executor)
                    .add(specification("showVolume", "shows a volume"), executor)
                    .build();
        }

        private static ToolSpecification specification(String name, String description) {
            return ToolSpecification.builder()
                    .name(name)
                    .description(description)
                    .build();
        }
    }

    @BeforeEach
    void forget() {
        RAN.clear();
        ADVISED.clear();
    }

    @Test
    void tools_of_beans_are_judged() {
        try (ConfigurableApplicationContext application = run(Volumes.class)) {
            Assistant assistant = application.getBean(Assistant.class);
            GuardLangChain4j.verify(assistant);
            assertThat(assistant.chat("delete it")).contains("held by Guard for a human");
            assertThat(assistant.chat("show it")).isEqualTo("read: shown");
            assertThat(RAN).containsExactly("show v1");
        }
    }

    @Test
    void tools_behind_a_proxy_are_judged_by_the_annotations_of_the_class_behind_it() {
        try (ConfigurableApplicationContext application = run(Proxied.class, Volumes.class)) {
            assertThat(AopUtils.isAopProxy(application.getBean(Volumes.class))).isTrue();
            Assistant assistant = application.getBean(Assistant.class);
            assertThat(assistant.chat("delete it")).contains("held by Guard for a human", "declared on the tool");
            assertThat(assistant.chat("show it")).isEqualTo("read: shown");
            assertThat(RAN).containsExactly("show v1");
            assertThat(ADVISED).containsExactly("showVolume");
        }
    }

    @Test
    void tools_of_a_provider_bean_are_judged() {
        try (ConfigurableApplicationContext application = run(Provided.class)) {
            Assistant assistant = application.getBean(Assistant.class);
            assertThat(assistant.chat("delete it")).contains("held by Guard for a human");
            assertThat(assistant.chat("show it")).isEqualTo("read: provided");
            assertThat(RAN).containsExactly("showVolume");
        }
    }

    private ConfigurableApplicationContext run(Class<?>... more) {
        SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class);
        builder.sources(more);
        return builder.web(WebApplicationType.NONE).logStartupInfo(false).run("--guard.store=" + store);
    }
}

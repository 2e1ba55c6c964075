package dev.agentguard.javaagent;

import dev.agentguard.javaagent.http.ApacheAsync4Instrumentation;
import dev.agentguard.javaagent.http.ApacheAsyncInstrumentation;
import dev.agentguard.javaagent.http.ApacheClassicInstrumentation;
import dev.agentguard.javaagent.http.GrpcInstrumentation;
import dev.agentguard.javaagent.http.HttpUrlConnectionInstrumentation;
import dev.agentguard.javaagent.http.JdkHttpClientInstrumentation;
import dev.agentguard.javaagent.http.JettyInstrumentation;
import dev.agentguard.javaagent.http.NettyClients;
import dev.agentguard.javaagent.http.OkHttpInstrumentation;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import dev.agentguard.javaagent.process.ChildJvms;
import dev.agentguard.javaagent.process.ProcessInstrumentation;
import dev.agentguard.javaagent.sql.SqlDrivers;
import dev.agentguard.javaagent.store.StoreClients;
import dev.agentguard.javaagent.tool.A2aClientInstrumentation;
import dev.agentguard.javaagent.tool.LangChain4jAgentInstrumentation;
import dev.agentguard.javaagent.tool.LangChain4jContentInstrumentation;
import dev.agentguard.javaagent.tool.LangChain4jExecutorInstrumentation;
import dev.agentguard.javaagent.tool.LangChain4jInstrumentation;
import dev.agentguard.javaagent.tool.LangChain4jMcpInstrumentation;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The one list of what is instrumented, in alphabetical order. */
final class Instrumentations {

    private Instrumentations() {}

    static List<TypeInstrumentation> all(ChildJvms children, Instrumentation instrumentation) {
        List<TypeInstrumentation> all = new ArrayList<>(SqlDrivers.all(instrumentation));
        all.addAll(NettyClients.all());
        all.addAll(StoreClients.all(instrumentation));
        all.addAll(List.of(
                new A2aClientInstrumentation(),
                new ApacheAsync4Instrumentation(),
                new ApacheAsyncInstrumentation(),
                new ApacheClassicInstrumentation(),
                new GrpcInstrumentation(),
                new HttpUrlConnectionInstrumentation(),
                new JdkHttpClientInstrumentation(),
                new JettyInstrumentation(),
                new LangChain4jAgentInstrumentation(),
                new LangChain4jContentInstrumentation(),
                new LangChain4jExecutorInstrumentation(),
                new LangChain4jInstrumentation(),
                new LangChain4jMcpInstrumentation(),
                new OkHttpInstrumentation(),
                new ProcessInstrumentation(children)));
        all.sort(Comparator.comparing(one -> one.getClass().getSimpleName()));
        return List.copyOf(all);
    }

    /** Returns the hooks of all instrumentations by name. */
    static Map<String, TypeInstrumentation.Hook> hooks(List<TypeInstrumentation> instrumentations) {
        Map<String, TypeInstrumentation.Hook> hooks = new HashMap<>();
        for (TypeInstrumentation instrumentation : instrumentations) {
            for (TypeInstrumentation.Hook hook : instrumentation.hooks()) {
                if (hooks.put(hook.name(), hook) != null) {
                    throw new IllegalStateException("hook `" + hook.name() + "` is there twice");
                }
            }
        }
        return Map.copyOf(hooks);
    }
}

package app.desk;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.TargetResource;

/** What is declared on an interface holds for the tool that implements it. */
public interface Orders<K> {

    @Guarded(value = Reversibility.REVERSIBLE, operation = "shop:cancel")
    String close(@TargetResource("shop:order") K orderId);
}

package dev.lockstep.orgsim.junit;

import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.org.OrgFeature;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// Starts the org of an [OrgSim] when the first parameter asks for it, and leaves it to JUnit to close it with the test
/// or the class that it belongs to.
public final class OrgSimExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(OrgSimExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == OrgsimServer.class || type == SimulatedOrg.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var server = server(context);
        return parameter.getParameter().getType() == SimulatedOrg.class ? server.org() : server;
    }

    private static OrgsimServer server(ExtensionContext context) {
        var wanted = annotation(context);
        return owner(context, wanted)
                .getStore(NAMESPACE)
                .computeIfAbsent(OrgsimServer.class, _ -> start(wanted), OrgsimServer.class);
    }

    /// The nearest one: that of the method, of its class, of a class around it.
    private static OrgSim annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), OrgSim.class)
                .or(() -> context.getParent().map(OrgSimExtension::annotation))
                .orElseThrow(() -> new ParameterResolutionException(
                        "There is no @OrgSim that says which org is wanted: add it to the test or its class."));
    }

    /// Whose end is the org's end. Once it is there, an inner store finds it in those around.
    private static ExtensionContext owner(ExtensionContext context, OrgSim wanted) {
        return switch (wanted.lifetime()) {
            case TEST -> {
                if (context.getTestMethod().isEmpty()) {
                    throw new ParameterResolutionException(
                            "An org that lives as long as a test can't be a parameter of a constructor, @BeforeAll or"
                                    + " @AfterAll: take it in @BeforeEach, or say lifetime = CLASS.");
                }
                yield context;
            }
            case CLASS -> annotatedClass(context);
        };
    }

    private static ExtensionContext annotatedClass(ExtensionContext context) {
        var parent = context.getParent();
        boolean isAnnotatedClass = context.getTestMethod().isEmpty()
                && context.getElement()
                        .filter(element -> AnnotationSupport.isAnnotated(element, OrgSim.class))
                        .isPresent();
        return isAnnotatedClass
                        || parent.isEmpty()
                        || parent.get().getTestClass().isEmpty()
                ? context
                : annotatedClass(parent.get());
    }

    private static OrgsimServer start(OrgSim wanted) {
        var rules = Arrays.stream(wanted.faults()).map(FaultRuleText::parse).toList();
        var server = OrgsimServer.start(settings(wanted));
        rules.forEach(server.faults()::add);
        return server;
    }

    private static OrgsimSettings settings(OrgSim wanted) {
        if (!wanted.features().isEmpty()
                && !(wanted.project().isEmpty() && wanted.describes().isEmpty())) {
            throw new IllegalArgumentException(
                    "Features are those of the sample: leave them out with a project and with descriptions.");
        }
        var settings = OrgsimSettings.defaults().withGeneratedRows(wanted.rows());
        settings = settings.withBulk(settings.bulk().withJobTime(Duration.ofMillis(wanted.jobMillis())));
        if (!wanted.features().isEmpty()) {
            settings = settings.withFeatures(OrgFeature.parse(wanted.features()));
        }
        settings = wanted.project().isEmpty() ? settings : settings.withProject(Path.of(wanted.project()));
        settings = wanted.describes().isEmpty() ? settings : settings.withDescribes(Path.of(wanted.describes()));
        return wanted.records().isEmpty() ? settings : settings.withRecords(Path.of(wanted.records()));
    }
}

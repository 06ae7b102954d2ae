package io.dsel.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.dsel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] SERVICES = {
        "io.dsel.ingest..", "io.dsel.streams..", "io.dsel.sink..", "io.dsel.gateway.."
    };

    private static final String[] SHARED = {
        "io.dsel.event..",
        "io.dsel.avro..",
        "io.dsel.topic..",
        "io.dsel.client..",
        "io.dsel.index..",
        "io.dsel.build..",
        "io.dsel.rebuild..",
        "io.dsel.aggregate..",
        "io.dsel.manifest..",
        "io.dsel.expression..",
        "io.dsel.json..",
        "io.dsel.kind..",
        "io.dsel.events.."
    };

    @ArchTest
    static final ArchRule servicesNeverImportEachOther = slices().matching("io.dsel.(ingest|streams|sink|gateway)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule noPackagesFormACycle =
            slices().matching("io.dsel.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatIsSharedKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAnyPackage(SHARED)
            .should()
            .dependOnClassesThat(ours("io.dsel.service..", "io.dsel.cli..", "io.dsel.stack..", SERVICES));

    @ArchTest
    static final ArchRule theEventModelKnowsNeitherKafkaNorAvro = noClasses()
            .that()
            .resideInAPackage("io.dsel.event..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "io.confluent..", "io.dsel.avro..");

    @ArchTest
    static final ArchRule theServiceKitKnowsNeitherKafkaNorOpenSearch = noClasses()
            .that()
            .resideInAPackage("io.dsel.service..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.opensearch..", "io.dsel.event..", "io.dsel.avro..");

    @ArchTest
    static final ArchRule theCommandLineReachesServicesByHttpOnly = noClasses()
            .that()
            .resideInAPackage("io.dsel.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICES);

    /** What checks others may not rest on them. */
    @ArchTest
    static final ArchRule theVerifierSharesTheEventModelAlone = noClasses()
            .that()
            .resideInAPackage("io.dsel.verify..")
            .should()
            .dependOnClassesThat(ours("io.dsel.service..", "io.dsel.cli..", "io.dsel.stack..", SERVICES));

    @ArchTest
    static final ArchRule onlyJackson3 = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..");

    private static DescribedPredicate<JavaClass> ours(String first, String second, String third, String... rest) {
        DescribedPredicate<JavaClass> any = JavaClass.Predicates.resideInAnyPackage(rest);
        return any.or(JavaClass.Predicates.resideInAnyPackage(first, second, third));
    }
}

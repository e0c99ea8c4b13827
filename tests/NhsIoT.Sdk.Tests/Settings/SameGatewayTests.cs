using System.Collections;
using System.Reflection;
using NhsIoT.Sdk.Devices;
using NhsIoT.Sdk.Fhir;
using NhsIoT.Sdk.Telemetry;
using NhsIoT.Sdk.Transport;

namespace NhsIoT.Sdk.Tests.Settings;

public sealed class SameGatewayTests
{
    /// <summary>What no file says, each with the reason.</summary>
    private static readonly Dictionary<string, string> NotInFiles = new(StringComparer.Ordinal)
    {
        ["SourceBuilder.ClassByRoute"] = "a function; Classes is its form as data",
        ["GatewayBuilder.Metrics"] = "an object; 'metrics' and 'rules' make it",
        ["GatewayBuilder.Ledger"] = "an object of the application",
        ["MemoryTransportOptions"] = "the application holds its other end",
        ["BundleOptions"] = "for applications that write Bundles themselves",
        ["ClockOptions"] = "facts of a model: they stand in its profile",
        ["ReadingJudgeOptions"] = "of a lane, which sets them",
        ["DueReadingsOptions"] = "of the gateway, which sets them",
        ["RetryOptions"] = "its members stand with the destination",
        ["RetryOptions.MaxAge"] = "ExpireAfter of the destination is its age",
        ["CircuitOptions"] = "its members stand with the destination",
    };

    private static readonly Type[] Facts =
    [
        typeof(GatewayOptions), typeof(GatewayBuilder), typeof(SourceBuilder), typeof(DestinationBuilder), typeof(DriverConfiguration),
        typeof(DeviceDescriptor), typeof(DeviceUdi), typeof(AssociationEvent), typeof(ThinningRule), typeof(QualityRules), typeof(StuckRule),
        typeof(JumpRule), typeof(SamplingGapRule),
    ];

    [Fact]
    public void A_file_with_every_setting_gives_the_builder_that_the_code_gives()
    {
        GatewayBuilder file = WholeGateway.FromFile();
        GatewayBuilder code = WholeGateway.FromCode();

        Assert.Empty(file.Faults());
        Assert.Empty(code.Faults());
        string[] fromFile = [.. new BuilderPicture(file).Lines];
        string[] fromCode = [.. new BuilderPicture(code).Lines];
        Assert.InRange(fromCode.Length, 500, int.MaxValue);
        Assert.Equal([], fromCode.Except(fromFile));
        Assert.Equal([], fromFile.Except(fromCode));
        Assert.Equal(fromCode, fromFile);
    }

    [Fact]
    public void Every_setting_of_every_options_type_has_a_place_in_a_file()
    {
        IReadOnlyList<object> objects = new BuilderPicture(WholeGateway.FromFile()).Objects;
        string[] forgotten =
        [
            .. from type in SettingTypes()
               from property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true })
               let name = $"{type.Name}.{property.Name}"
               where !NotInFiles.ContainsKey(name) && !objects.Where(o => o.GetType() == type).Any(o => Differs(property, o))
               select name,
        ];

        Assert.Equal([], forgotten);
    }

    [Fact]
    public void Every_exception_is_of_a_setting_that_there_is()
    {
        string[] known = [.. OptionTypes().Concat(Facts).SelectMany(t => t.GetProperties().Select(p => $"{t.Name}.{p.Name}").Append(t.Name))];

        Assert.All(NotInFiles.Keys, name => Assert.Contains(name, known));
    }

    [Theory]
    [InlineData("alarms/7", DeliveryClass.Alarm)]
    [InlineData("ward/alarms/7", DeliveryClass.ClinicalReading)]
    [InlineData("Alarms/7", DeliveryClass.Housekeeping)]
    public void A_route_has_the_class_of_the_first_beginning_that_fits(string route, DeliveryClass expected)
    {
        SourceBuilder source = WholeGateway.FromFile().Sources[0];

        Assert.Equal(expected, RouteClass.Of(route, source.Classes) ?? source.Class);
    }

    [Fact]
    public void Rules_of_a_file_hold_in_the_row_and_in_the_compounds_that_have_it_and_change_nothing_else()
    {
        QualityRules rules = new() { MarksDuplicates = false };
        MetricCatalogue changed = MetricCatalogue.Standard.WithRules("cuff-pressure-systolic", rules);

        Assert.True(changed.TryGet("cuff-pressure", out Metric? compound));
        Assert.Same(rules, compound.Components.Single(c => c.Id == "cuff-pressure-systolic").Rules);
        Assert.All(changed.Metrics.Zip(MetricCatalogue.Standard.Metrics), pair => Assert.All(
            typeof(Metric).GetProperties().Where(p => pair.Second.Id != "cuff-pressure-systolic" || p.Name != nameof(Metric.Rules)),
            property => Assert.Equal(property.GetValue(pair.Second), property.GetValue(pair.First))));
    }

    [Fact]
    public void Rules_after_a_profile_are_refused_in_code_and_in_a_file()
    {
        GatewayBuilder code = WholeGateway.FromCode().SetRules("heart-rate", QualityRules.Default);
        GatewayBuilder file = WholeGateway.FromCode().AddJson("""{ "rules": { "heart-rate": {} } }"""u8.ToArray(), "late.json");

        Assert.Contains("after a profile", Assert.Single(code.Faults()), StringComparison.Ordinal);
        Assert.StartsWith("late.json(1,28): This comes after a profile", Assert.Single(file.Faults()), StringComparison.Ordinal);
    }

    private static IEnumerable<Type> OptionTypes() => new[] { typeof(Gateway), typeof(IOutbox), typeof(IDevice), typeof(FhirOptions), typeof(Metric) }
        .SelectMany(t => t.Assembly.GetExportedTypes()).Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal));

    private static IEnumerable<Type> SettingTypes() => OptionTypes().Concat(Facts).Distinct().Where(t => !NotInFiles.ContainsKey(t.Name));

    // A value is set by the file where it is another than a new object has it.
    private static bool Differs(PropertyInfo property, object owner)
    {
        object? value = property.GetValue(owner);
        bool isRequired = property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));
        if (isRequired || owner.GetType().GetConstructor(Type.EmptyTypes) is null)
        {
            return value is not null && !Equals(value, property.PropertyType.IsValueType && !isRequired ? Activator.CreateInstance(property.PropertyType) : null)
                && value is not ICollection { Count: 0 };
        }

        object? standard = property.GetValue(Activator.CreateInstance(owner.GetType()));
        return value is ICollection { Count: > 0 } || (value is not ICollection && !Equals(value, standard));
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace NhsIoT.Sdk.Conventions.Tests;

public sealed class TypeTests
{
    // Open classes, each with the reason why a user may derive from it.
    private static readonly Dictionary<string, string> DesignedForInheritance = [];

    private static IEnumerable<Type> PublicTypes => Repository.Assemblies.SelectMany(a => a.ExportedTypes);

    [Fact]
    public void A_public_class_is_sealed_or_designed_for_inheritance() => Offenders.None(PublicTypes
        .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && !DesignedForInheritance.ContainsKey(t.FullName!)));

    [Fact]
    public void Whatever_says_that_it_is_equatable_has_the_operators() => Offenders.None(Repository.Assemblies.SelectMany(a => a.GetTypes())
        .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute)) && t.GetInterfaces().Contains(EquatableTo(t)))
        .Where(t => t.GetMethod("op_Equality", [t, t]) is null || t.GetMethod("op_Inequality", [t, t]) is null));

    [Fact]
    public void A_public_method_that_is_awaited_ends_in_Async() => Offenders.None(PublicTypes
        .Where(t => !t.IsSubclassOf(typeof(Delegate)))
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(m => !m.IsSpecialName && IsAwaited(m.ReturnType) && m.GetBaseDefinition().Module.Assembly == m.Module.Assembly)
        .Where(m => !m.Name.EndsWith("Async", StringComparison.Ordinal))
        .Select(m => $"{m.DeclaringType}.{m.Name}"));

    private static bool IsAwaited(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type) is var open
        && (open == typeof(Task) || open == typeof(Task<>) || open == typeof(ValueTask) || open == typeof(ValueTask<>));

    private static Type? EquatableTo(Type type) =>
        type.IsByRefLike || type.IsGenericTypeDefinition || type.IsPointer ? null : typeof(IEquatable<>).MakeGenericType(type);
}

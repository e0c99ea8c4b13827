using System.Reflection;
using System.Runtime.CompilerServices;

namespace NhsIoT.Sdk.Conventions.Tests;

/// <summary>What a user of an assembly can see: one line a type and a member, sorted, so that a difference is a review.</summary>
internal static class PublicFace
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Lines(IEnumerable<Type> types) => types.Where(t => !IsMadeByCompiler(t))
        .SelectMany(t => Members(t).Prepend(TypeLine(t)).Select(line => $"{CSharp.Name(t)}: {line}"))
        .Order(StringComparer.Ordinal);

    private static string TypeLine(Type type)
    {
        if (type.IsEnum)
        {
            return $"enum : {CSharp.Name(type.GetEnumUnderlyingType())}";
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return $"delegate {MethodLine(type.GetMethod("Invoke")!, type.Name.Split('`')[0])}";
        }

        string[] bases = [.. new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType)).Select(b => CSharp.Name(b!)),
            .. type.GetInterfaces().Select(i => CSharp.Name(i)).Order(StringComparer.Ordinal)];
        return CSharp.Modifiers(type) + (bases.Length == 0 ? "" : " : " + string.Join(", ", bases)) + CSharp.Constraints(type.GetGenericArguments());
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(n => $"{n} = {Enum.Format(type, Enum.Parse(type, n), "d")}");
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return [];
        }

        return
        [
            .. type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(FieldLine),
            .. type.GetConstructors(Declared).Where(IsVisible)
                .Select(c => $"{CSharp.Access(c)}{type.Name.Split('`')[0]}({CSharp.Parameters(c)})"),
            .. type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsVisible)).Select(PropertyLine),
            .. type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!))
                .Select(e => $"{CSharp.Modifiers(e.AddMethod!)}event {CSharp.Name(e)} {e.Name}"),
            .. type.GetMethods(Declared).Where(m => IsVisible(m) && !IsAccessor(m) && !IsOfObject(m))
                .Select(m => CSharp.Modifiers(m) + MethodLine(m, m.Name)),
        ];
    }

    private static string FieldLine(FieldInfo field) => (field.IsLiteral ? "const " : field.IsStatic ? "static " : "")
        + (field.IsInitOnly ? "readonly " : "") + $"{CSharp.Name(field)} {field.Name}"
        + (field.IsLiteral ? " = " + CSharp.Literal(field.GetRawConstantValue(), field.FieldType) : "");

    private static string PropertyLine(PropertyInfo property)
    {
        MethodInfo widest = property.GetAccessors(true).OrderByDescending(a => a.IsPublic).First();
        string name = property.GetIndexParameters().Length == 0 ? property.Name : $"this[{CSharp.Parameters(property.GetMethod ?? widest)}]";
        string accessors = string.Concat(property.GetAccessors(true).Where(IsVisible).OrderBy(a => a == property.SetMethod)
            .Select(a => $"{(a.IsPublic == widest.IsPublic ? "" : CSharp.Access(a))}{CSharp.Accessor(property, a)}; "));
        return $"{CSharp.Modifiers(widest)}{(property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")}{CSharp.Name(property)} {name} {{ {accessors}}}";
    }

    private static string MethodLine(MethodInfo method, string name) => $"{CSharp.Name(method.ReturnParameter)} {name}"
        + CSharp.Generics(method.GetGenericArguments().Select(a => a.Name)) + $"({CSharp.Parameters(method)})" + CSharp.Constraints(method.GetGenericArguments());

    private static bool IsVisible(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && (!IsMadeByCompiler(method) || IsAccessor(method));

    private static bool IsAccessor(MethodBase method) => method.IsSpecialName && !method.IsConstructor && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsOfObject(MethodInfo method) => method.GetBaseDefinition() is var b && b != method && b.DeclaringType == typeof(object);

    private static bool IsMadeByCompiler(MemberInfo member) => member.Name.StartsWith('<') || member.IsDefined(typeof(CompilerGeneratedAttribute), false)
        || (member.DeclaringType is { } outer && member is Type && IsMadeByCompiler(outer));
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NhsIoT.Sdk.Conventions.Tests;

/// <summary>Types and members in the words of C#, nullability included; namespaces left out.</summary>
internal static class CSharp
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new (Type Type, string Word)[]
    {
        (typeof(void), "void"), (typeof(object), "object"), (typeof(string), "string"), (typeof(bool), "bool"), (typeof(char), "char"),
        (typeof(byte), "byte"), (typeof(sbyte), "sbyte"), (typeof(short), "short"), (typeof(ushort), "ushort"), (typeof(int), "int"),
        (typeof(uint), "uint"), (typeof(long), "long"), (typeof(ulong), "ulong"), (typeof(float), "float"), (typeof(double), "double"),
        (typeof(decimal), "decimal"), (typeof(nint), "nint"), (typeof(nuint), "nuint"),
    }.ToDictionary(k => k.Type, k => k.Word);

    public static string Name(FieldInfo field) => Name(field.FieldType, Nullability.Create(field));

    public static string Name(EventInfo member) => Name(member.EventHandlerType!, Nullability.Create(member));

    public static string Name(PropertyInfo property) => ByRef(property.PropertyType, IsReadOnly(property)) + Name(property.PropertyType, Nullability.Create(property));

    public static string Name(ParameterInfo parameter) => (parameter.Position < 0 ? ByRef(parameter.ParameterType, IsReadOnly(parameter)) : "")
        + Name(parameter.ParameterType, Nullability.Create(parameter));

    public static string Name(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!, nullability);
        }

        bool isNullable = !type.IsValueType && !type.IsGenericParameter && nullability?.ReadState == NullabilityState.Nullable;
        return Bare(type, nullability) + (isNullable ? "?" : "");
    }

    public static string Generics(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? $"<{list}>" : "";

    public static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select((p, i) =>
        (i == 0 && method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")
        + (p.GetCustomAttribute<NotNullWhenAttribute>() is { } when ? $"[NotNullWhen({Literal(when.ReturnValue, typeof(bool))})] " : "")
        + (p.IsDefined(typeof(ParamArrayAttribute)) || p.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "")
        + (!p.ParameterType.IsByRef ? "" : p.IsOut ? "out " : p.IsDefined(typeof(RequiresLocationAttribute)) ? "ref readonly " : p.IsIn ? "in " : "ref ")
        + $"{Name(p)} {p.Name}" + (p.HasDefaultValue ? $" = {Literal(p.RawDefaultValue, p.ParameterType)}" : "")));

    public static string Constraints(Type[] parameters) => string.Concat(parameters.Where(p => p.IsGenericParameter).Select(p =>
    {
        var special = p.GenericParameterAttributes;
        bool isStruct = special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        string[] all =
        [
            .. isStruct ? ["struct"] : special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. p.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(c => Name(c)),
            .. !isStruct && special.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : Array.Empty<string>(),
            .. special.HasFlag(GenericParameterAttributes.AllowByRefLike) ? ["allows ref struct"] : Array.Empty<string>(),
        ];
        return all.Length == 0 ? "" : $" where {p.Name} : {string.Join(", ", all)}";
    }));

    public static string Modifiers(Type type)
    {
        if (type.IsInterface)
        {
            return "interface";
        }

        bool isRecord = type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            ?.IsDefined(typeof(CompilerGeneratedAttribute)) == true || type.GetMethod("<Clone>$") is not null;
        string record = isRecord ? "record " : "";
        return type.IsValueType
            ? (IsReadOnly(type) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + record + "struct"
            : (type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + record + "class";
    }

    public static string Modifiers(MethodBase method) => Access(method) + (method.IsStatic ? "static " : "")
        + (method.DeclaringType!.IsInterface || !method.IsVirtual || method.IsFinal ? method.DeclaringType.IsInterface && !method.IsAbstract ? "virtual " : ""
            : method is MethodInfo m && m.GetBaseDefinition() != m ? "override " : method.IsAbstract ? "abstract " : "virtual ");

    public static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    public static string Accessor(PropertyInfo property, MethodInfo accessor) => accessor == property.GetMethod ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";

    public static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        bool b => b ? "true" : "false",
        string s => $"\"{s}\"",
        _ when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } e => $"{Name(e)}.{Enum.ToObject(e, value)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static string Bare(Type type, NullabilityInfo? nullability)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } value && !type.IsGenericTypeDefinition)
        {
            return Name(value) + "?";
        }

        var inner = nullability?.GenericTypeArguments ?? [];
        string[] arguments = [.. type.GetGenericArguments().Select((a, i) => Name(a, i < inner.Length ? inner[i] : null))];
        string outer = type is { IsNested: true, IsGenericParameter: false } ? Name(type.DeclaringType!).Split('<')[0] + "." : "";
        return type.IsAssignableTo(typeof(ITuple)) && type.IsValueType && arguments.Length > 1
            ? $"({string.Join(", ", arguments)})"
            : outer + type.Name.Split('`')[0] + Generics(arguments);
    }

    private static string ByRef(Type type, bool isReadOnly) => !type.IsByRef ? "" : isReadOnly ? "ref readonly " : "ref ";

    private static bool IsReadOnly(ICustomAttributeProvider member) => member.IsDefined(typeof(IsReadOnlyAttribute), false);
}

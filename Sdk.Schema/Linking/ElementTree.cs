using Virtwire.Sdk.Schema.Model;
using Virtwire.Sdk.Schema.Reading;

namespace Virtwire.Sdk.Schema.Linking;

/// <summary>Makes the elements of linked definitions.</summary>
internal static class ElementTree
{
    public static Element Of(TypeModel type, string name, Place place)
    {
        switch (type)
        {
            case StructModel model:
                var @struct = new Element(ElementKind.Struct, name, type.Lifecycle, place, null);
                AddFields(@struct, ElementKind.Field, "fields", model.Fields);
                return @struct;
            case EnumModel model:
                var @enum = new Element(ElementKind.Enum, name, type.Lifecycle, place, null);
                foreach (var value in model.Values)
                    @enum.Add(ElementKind.EnumValue, value.Name, value.Lifecycle, "values");
                return @enum;
            case UnionModel model:
                var union = new Element(ElementKind.Union, name, type.Lifecycle, place, null);
                foreach (var variant in model.Variants)
                {
                    var child = union.Add(ElementKind.Variant, variant.Name, variant.Lifecycle, "variants");
                    child.AddUse(variant.Type, child.Place.Child("type"));
                }

                return union;
            default:
                var alias = new Element(ElementKind.Alias, name, type.Lifecycle, place, null);
                alias.AddUse((type as AliasModel)?.Target.Leaf, place.Child("type"));
                return alias;
        }
    }

    public static Element Of(ErrorModel error, Place place)
    {
        var element = new Element(ElementKind.Error, error.Name, error.Lifecycle, place, null);
        AddFields(element, ElementKind.Field, "data", error.Data);
        return element;
    }

    public static Element Of(ResourceModel resource, Place place)
    {
        var element = new Element(ElementKind.Resource, resource.Name, resource.Lifecycle, place, null);
        element.AddUse(resource.Parent, place.Child("parent"));
        AddFields(element, ElementKind.IdentityField, "identity", resource.Identity);
        foreach (var method in resource.Methods)
            AddMethod(element, method);
        foreach (var @event in resource.Events)
            AddFields(element.Add(ElementKind.Event, @event.Name, @event.Lifecycle, "events"), ElementKind.Field, "data", @event.Data);
        return element;
    }

    private static void AddMethod(Element resource, MethodModel method)
    {
        var element = resource.Add(ElementKind.Method, method.Name, method.Lifecycle, "methods");
        AddFields(element, ElementKind.Parameter, "params", method.Params);
        element.AddUse(method.Result?.Leaf, element.Place.Child("result", "type"));
        element.AddUse(method.Task?.Progress, element.Place.Child("task", "progress"));
        // The list was put in order, so its items have no place of their own any more.
        foreach (var error in method.Errors)
            element.AddUse(error, element.Place.Child("errors"), isError: true);
    }

    private static void AddFields(Element parent, ElementKind kind, string container, EquatableArray<FieldModel> fields)
    {
        foreach (var field in fields)
        {
            var child = parent.Add(kind, field.Name, field.Lifecycle, container);
            child.AddUse(field.Type.Leaf, child.Place.Child("type"));
        }
    }
}

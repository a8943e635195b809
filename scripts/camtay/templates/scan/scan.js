(function(d,w){var h=d.documentElement,L=h.dataset.l.split(" "),s,z;
function get(k){try{return w.localStorage.getItem(k)}catch(e){}}
function put(k,v){try{w.localStorage.setItem(k,v)}catch(e){}}
function show(){h.lang=s;h.className="js l-"+s+" z"+z;
d.querySelectorAll(".l").forEach(function(a){var o=a.lang==s;a.className=o?"l on":"l";o?a.setAttribute("aria-current","true"):a.removeAttribute("aria-current")});
d.querySelectorAll(".z button").forEach(function(b){b.setAttribute("aria-pressed",b.value==z)});
var a=d.getElementById(s);if(a)d.title=a.dataset.t}
s=get("ct-locale");z=get("ct-size");if(!/^[123]$/.test(z))z=1;
if(L.indexOf(s)<0){var n=w.navigator.languages;n=n&&n.length?n:[w.navigator.language||""];s="";
for(var i=0;i<n.length&&!s;i++){var t=n[i].toLowerCase();L.forEach(function(x){var y=x.toLowerCase();if(!s&&(t==y||t.split("-")[0]==y.split("-")[0]))s=x})}
if(!s)s=n[0]&&L.indexOf("en")>=0?"en":L[0]}
show();d.addEventListener("DOMContentLoaded",show);
d.addEventListener("click",function(e){var a=e.target.closest(".l,.z button");if(!a)return;
if(a.value)put("ct-size",z=a.value);else{if(L.indexOf(a.lang)<0)return;e.preventDefault();put("ct-locale",s=a.lang)}show()})})(document,window)
